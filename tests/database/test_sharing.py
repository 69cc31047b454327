"""Several processes use one embedded server; however they end, the next start finds every committed row."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.database.processes import User, cluster_of, eventually, guardian_of, server_of

Users = Callable[[], User]
NUMBERS = "SELECT array_agg(number ORDER BY number) FROM numbers"


def fresh_table(user: User) -> None:
    user.run("DROP TABLE IF EXISTS numbers")
    user.run("CREATE TABLE numbers (number integer)")


def test_two_processes_share_one_server_and_the_last_one_stops_it(home: Path, users: Users) -> None:
    first, second = users(), users()
    fresh_table(first)
    first.run("INSERT INTO numbers VALUES (1)")
    assert second.run(NUMBERS) == "[([1],)]"
    first.end()
    assert server_of(home) is not None
    assert second.run(NUMBERS) == "[([1],)]"
    second.end()
    assert server_of(home) is None, "a process that ends last waits until the server has stopped"


def test_processes_that_start_at_the_same_moment_start_one_server(users: Users) -> None:
    together = [users() for _ in range(4)]
    for user in together:
        user.ask("SELECT pg_postmaster_start_time()::text")
    assert len({user.answer() for user in together}) == 1


def test_killing_one_of_two_processes_leaves_the_other_working(users: Users) -> None:
    first, second = users(), users()
    fresh_table(first)
    first.run("INSERT INTO numbers VALUES (1)")
    first.kill()
    second.run("INSERT INTO numbers VALUES (2)")
    assert second.run(NUMBERS) == "[([1, 2],)]"


def test_killing_every_user_stops_the_server_and_loses_nothing(home: Path, users: Users) -> None:
    first, second = users(), users()
    fresh_table(first)
    first.run("INSERT INTO numbers VALUES (1)")
    second.run("INSERT INTO numbers VALUES (2)")
    first.kill()
    second.kill()
    assert eventually(lambda: server_of(home) is None)
    assert users().run(NUMBERS) == "[([1, 2],)]"


def test_killing_user_server_and_guardian_at_once_loses_nothing(home: Path, users: Users) -> None:
    user = users()
    fresh_table(user)
    user.run("INSERT INTO numbers VALUES (1)")
    guardian, server = guardian_of(home), server_of(home)
    assert server
    for process in (guardian, server):
        process.kill()
    user.kill()
    assert users().run(NUMBERS) == "[([1],)]"


def test_a_server_whose_guardian_was_killed_does_not_stay(home: Path, users: Users) -> None:
    user = users()
    fresh_table(user)
    user.run("INSERT INTO numbers VALUES (1)")
    guardian_of(home).kill()
    assert eventually(lambda: server_of(home) is None)
    assert users().run(NUMBERS) == "[([1],)]"


def test_a_server_that_was_killed_is_started_again_for_the_processes_that_use_it(home: Path, users: Users) -> None:
    user, other = users(), users()
    fresh_table(user)
    server = server_of(home)
    assert server
    server.kill()
    other.run("INSERT INTO numbers VALUES (1)")
    assert other.run(NUMBERS) == "[([1],)]"


def test_a_guardian_told_to_end_stops_the_server_cleanly(home: Path, users: Users) -> None:
    user = users()
    user.run("SELECT 1")
    guardian_of(home).send_signal(signal.SIGTERM)
    assert eventually(lambda: server_of(home) is None)
    assert "database system is shut down" in cluster_of(home).log.read_text()


def test_ctrl_c_in_the_terminal_does_not_reach_the_server(home: Path, users: Users) -> None:
    user = users()
    user.run("SELECT 1")
    server = server_of(home)
    assert server
    assert os.getsid(server.pid) != os.getsid(user.process.pid)


def test_a_stale_pid_file_that_names_a_live_process_does_not_hinder_the_start(home: Path, users: Users) -> None:
    users().run("SELECT 1")
    cluster = cluster_of(home)
    account = cluster.account()
    switch = {"user": account.uid, "group": account.gid} if account.switch else {}
    # as like the server as can be: the same account, in the data directory
    bystander = subprocess.Popen(["sleep", "60"], cwd=cluster.data, **switch)  # type: ignore[call-overload]
    try:
        guardian, server = guardian_of(home), server_of(home)
        assert server
        server.kill()
        psutil.wait_procs([guardian, server], timeout=10)
        pid_file = cluster.data / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        pid_file.write_text("\n".join([str(bystander.pid), *lines[1:]]) + "\n")
        assert users().run("SELECT 1") == "[(1,)]"
        assert bystander.poll() is None, "the process that the stale file named was ended"
    finally:
        bystander.kill()
        bystander.wait()
