"""The archive's tables, one file a concept; Django looks for them here."""

from archive.models.bodies import Body, Session
from archive.models.citations import Citation
from archive.models.conflicts import CitationConflict
from archive.models.history import Change
from archive.models.instruments import Instrument, InstrumentAlias
from archive.models.paragraphs import Footnote, NoteMark, Paragraph
from archive.models.permalinks import FormerPermalink
from archive.models.resolutions import Problem, Resolution, Source
from archive.models.topics import ParagraphTopic, ResolutionTopic, TagOrigin, TagState, Topic, TopicScheme
from archive.models.vocabulary import Synonym, Word

__all__ = [
    "Body",
    "Change",
    "Citation",
    "CitationConflict",
    "Footnote",
    "FormerPermalink",
    "Instrument",
    "InstrumentAlias",
    "NoteMark",
    "Paragraph",
    "ParagraphTopic",
    "Problem",
    "Resolution",
    "ResolutionTopic",
    "Session",
    "Source",
    "Synonym",
    "TagOrigin",
    "TagState",
    "Topic",
    "TopicScheme",
    "Word",
]
