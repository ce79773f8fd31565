// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/draft_book.h"

namespace conduit::ui {

namespace {

constexpr auto kNothingTyped = "{}";

} // namespace

DraftBook::DraftBook(PayloadDraft &draft, const QString &folder, QObject *parent)
    : QObject(parent), m_draft(draft), m_store(folder)
{
    connect(&m_draft, &PayloadDraft::changed, this, &DraftBook::note);
    connect(&m_store, &DraftStore::loaded, this, &DraftBook::take);
    connect(&m_store, &DraftStore::saved, this, &DraftBook::saved);
    connect(&m_store, &DraftStore::failed, this, &DraftBook::failed);
}

void DraftBook::load() { m_store.load(); }

void DraftBook::open(const QString &type)
{
    if (!m_type.isEmpty())
        m_texts.insert(m_type, m_draft.text());
    m_type = type;
    {
        const QSignalBlocker quiet(m_draft); // the text is still that of the type before
        m_draft.setSchema({});
    }
    m_draft.setText(m_texts.value(type, kNothingTyped));
}

void DraftBook::continueFrom(const DraftBook &before) { m_texts = before.m_texts; }

void DraftBook::flush() { m_store.flush(); }

void DraftBook::note()
{
    if (m_type.isEmpty() || m_texts.value(m_type, kNothingTyped) == m_draft.text())
        return;
    m_texts.insert(m_type, m_draft.text());
    m_store.note(m_type, m_draft.text());
    Q_EMIT noted();
}

/// What was typed since the program started is newer.
void DraftBook::take(const QHash<QString, QByteArray> &drafts)
{
    for (auto draft = drafts.cbegin(); draft != drafts.cend(); ++draft)
        if (!m_texts.contains(draft.key()))
            m_texts.insert(draft.key(), draft.value());
    if (m_draft.text() == kNothingTyped && drafts.contains(m_type))
        m_draft.setText(drafts.value(m_type));
}

} // namespace conduit::ui
