"""How dates are written in forms and lists: so that 10/10/2024 or 4/5/2024 need no guessing."""
