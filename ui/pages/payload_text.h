// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/payload_draft.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace conduit::ui {

class StateLabel;

/// A draft's JSON as it is typed, and whether it is valid. Of a large one only the beginning, until somebody wants to edit it.
class PayloadText final : public QWidget
{
    Q_OBJECT
public:
    /// A larger text takes too long to lay out at every key.
    static constexpr qsizetype kBytesAtOnce = PayloadDraft::kReadHereBytesMax;

    explicit PayloadText(PayloadDraft &draft, QWidget *parent = nullptr);

    [[nodiscard]] QPlainTextEdit *editor() const { return m_editor; }
    /// The next draft is another one: its beginning will do again.
    void startOver() { m_editsLarge = false; }
    void refresh();

private:
    void take();

    PayloadDraft &m_draft;
    QPlainTextEdit *m_editor;
    StateLabel *m_state;
    QPushButton *m_editAll;
    bool m_isShowing = false; ///< What the editor tells just now comes from here.
    bool m_editsLarge = false;
};

} // namespace conduit::ui
