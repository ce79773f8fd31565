// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/feeds/draft_store.h"
#include "ui/models/payload_draft.h"

#include <QHash>

namespace conduit::ui {

/// What was typed for each type: one type's text stands in the draft, the others wait. All are kept in a folder, so that they
/// survive a crash. Lives on the main thread.
class DraftBook final : public QObject
{
    Q_OBJECT
public:
    DraftBook(PayloadDraft &draft, const QString &folder, QObject *parent = nullptr);

    /// Those of last time follow.
    void load();
    /// The draft has this type's text from now on, and no schema yet.
    void open(const QString &type);
    /// Whose text the draft has; empty before open().
    [[nodiscard]] const QString &type() const { return m_type; }
    /// Has what waits there.
    void continueFrom(const DraftBook &before);
    /// Writes what is not written yet, now: the program ends.
    void flush();

Q_SIGNALS:
    /// The text is another one, which will be written soon.
    void noted();
    void saved();
    void failed(const QString &why);

private:
    void note();
    void take(const QHash<QString, QByteArray> &drafts);

    PayloadDraft &m_draft;
    DraftStore m_store;
    QString m_type;
    QHash<QString, QByteArray> m_texts;
};

} // namespace conduit::ui
