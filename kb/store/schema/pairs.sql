CREATE INDEX articles_section_date ON articles(section, date, id);
CREATE INDEX articles_year_date ON articles(year, date, id);

CREATE INDEX literature_type_id ON literature(type, id);
CREATE INDEX literature_type_journal ON literature(type, journal);
CREATE INDEX literature_type_language ON literature(type, language);
CREATE INDEX literature_year_journal ON literature(year, journal);
CREATE INDEX literature_journal_type ON literature(journal, type);
