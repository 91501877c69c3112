"""The tables that the catalog keeps its stories in."""

from __future__ import annotations

SCHEMA = """
CREATE TABLE stories (
    path TEXT PRIMARY KEY, state TEXT NOT NULL, content BLOB NOT NULL,
    code TEXT, day INTEGER, moment INTEGER, save_as TEXT, url TEXT, changed TEXT,
    links TEXT, record BLOB, notes TEXT NOT NULL, files TEXT NOT NULL
);
CREATE INDEX stories_by_code ON stories (code, state);
CREATE INDEX stories_by_state ON stories (state);
CREATE INDEX stories_by_time ON stories (day, moment, code, save_as, url, changed, state) WHERE code NOT NULL;
CREATE INDEX stories_by_links ON stories (links, code, path) WHERE links != '';
CREATE INDEX stories_by_files ON stories (files) WHERE files != '[]';
CREATE INDEX stories_by_notes ON stories (path, state, notes) WHERE notes != '[]';
CREATE TABLE lists (
    kind TEXT, slug TEXT, day INTEGER, moment INTEGER, code TEXT, name TEXT,
    PRIMARY KEY (kind, slug, day, moment, code)
) WITHOUT ROWID;
CREATE TABLE groups (
    kind TEXT, slug TEXT, name TEXT, count INTEGER, newest INTEGER, PRIMARY KEY (kind, slug)
) WITHOUT ROWID;
CREATE TABLE tagged (code TEXT PRIMARY KEY, tags BLOB) WITHOUT ROWID;
CREATE TABLE homes (
    slug TEXT, origin TEXT, lang TEXT, count INTEGER, PRIMARY KEY (slug, origin, lang)
) WITHOUT ROWID;
CREATE TABLE formers (code TEXT, url TEXT, save_as TEXT, PRIMARY KEY (code, url)) WITHOUT ROWID;
CREATE TABLE moments (
    moment INTEGER, path TEXT, what TEXT, code TEXT, PRIMARY KEY (moment, path, what, code)
) WITHOUT ROWID;
"""
