"""AKN4UN documents written for the tests: the shapes that the official XML has, with words of our own."""

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def paragraph(number: str, words: str, inside: str = "") -> str:
    num = f"<num>{number}</num>" if number else ""
    return f'<paragraph class="SingleTxt">{num}<content><p>\t{words}</p></content>{inside}</paragraph>'


def points(number: str, intro: str, *given: tuple[str, str], closing: str = "") -> str:
    """A paragraph with a list of points."""
    items = "".join(f"<point><num>{num}</num><content><p>{words}</p></content></point>" for num, words in given)
    wrap = f"<wrapUp><p>{closing}</p></wrapUp>" if closing else ""
    return f"<paragraph><num>{number}</num><list><intro><p>{intro}</p></intro>{items}{wrap}</list></paragraph>"


def heading(words: str) -> str:
    return f'<paragraph class="H23"><subheading>{words}</subheading></paragraph>'


def section(number: str, title: str, inside: str) -> str:
    return f"<section><subheading>{number}</subheading><subheading>{title}</subheading>{inside}</section>"


def preambular(words: str) -> str:
    return f'<container name="Noting"><p>\t{words}</p></container>'


def note(mark: str, words: str) -> str:
    return f'<authorialNote marker="{mark}" placement="bottom"><p>\t{words}</p></authorialNote>'


def statement(
    preamble: str, body: str, after: str = "", number: str = "91/7.", title: str = "Protection of nomads"
) -> str:
    return (
        f'<statement name="resolution">{META}{COVER}'
        f"<preface><p><docNumber>{number}</docNumber><docTitle>{title}</docTitle></p></preface>"
        "<preamble><formula name='enactingFormula'><p>The General Assembly,</p></formula>"
        f"{preamble}</preamble><mainBody>{body}</mainBody>{CONCLUSIONS}{after}</statement>"
    )


def document(preamble: str = "", body: str = "", after: str = "") -> bytes:
    """A whole document of one resolution."""
    return wrapped(statement(preamble, body, after))


def wrapped(inner: str) -> bytes:
    return f'<akomaNtoso xmlns="{NAMESPACE}" xmlns:akn4un="http://un.org/akn4un">{inner}</akomaNtoso>'.encode()


META = """
<meta>
  <identification source="#x">
    <FRBRWork><FRBRdate date="2036-12-16" name="adoption"/></FRBRWork>
    <FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression>
  </identification>
  <classification source="http://metadata.un.org/sdg">
    <keyword value="10" href="http://metadata.un.org/sdg/10" showAs="sdg_10" dictionary="SDGO"/>
    <keyword value="MIGRANTS" href="http://metadata.un.org/thesaurus/1004110" showAs="MIGRANTS" dictionary="UNBIS"/>
    <keyword value="migrants" href="http://metadata.un.org/thesaurus/1004110" showAs="migrants" dictionary="UNBIS"/>
    <keyword value="travel" href="http://eurovoc.europa.eu/1" showAs="travel" dictionary="EuroVoc"/>
  </classification>
  <workflow source="#un">
    <step date="2036-11-10" outcome="draftResolution" as="A/C.3/91/L.5"
          by="Antigua and Barbuda, Bolivia (Plurinational State of), Chad and Peru"/>
    <step date="0001-01-01" outcome="draftResolutionAdditionalSponsors" by="Fiji"/>
    <step date="2036-12-16" outcome="adopted" as="A/91/PV.3" by=""/>
  </workflow>
  <analysis source="#un"><parliamentary><voting outcome="adoptedRecordedVote">
    <count value="002" refersTo="inFavour"><akn4un:voters>
      <organization>CHAD</organization><organization>PERU</organization>
    </akn4un:voters></count>
    <count value="001" refersTo="abstaining"><akn4un:voters><organization>FIJI</organization></akn4un:voters></count>
  </voting></parliamentary></analysis>
</meta>
"""

COVER = """
<coverPage>
  <p><docNumber refersTo="#symbol">A/RES/91/7</docNumber></p>
  <p><session value="91">Ninety-first session</session></p>
  <p><inline name="agenda item">Agenda items 12, 74 (b) and 80</inline></p>
  <p><inline name="agenda item name">Rights of people who move</inline></p>
  <p><docTitle>Resolution adopted by the General Assembly on 16 December 2036</docTitle></p>
  <p><docProponent>[on the report of the Third Committee (<inline>A/91/462, para. 9</inline>)]</docProponent></p>
</coverPage>
"""

CONCLUSIONS = """
<conclusions><p><inline name="adoptionMeeting">3rd plenary meeting</inline><eol/>
<docDate date="2036-12-16" refersTo="#adoptionDate">16 December 2036</docDate></p></conclusions>
"""


def xml(number: int, words: str = "Decides to remain seized of the matter.") -> bytes:
    """The document with one paragraph and another number."""
    return document(body=paragraph("1.", words)).decode().replace("91/7", f"91/{number}").encode()
