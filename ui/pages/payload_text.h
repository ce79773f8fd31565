// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/payload_draft.h"

#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace conduit::ui {

class StateLabel;

/// A draft's JSON as it is typed, and whether it is valid. Of a large one only the beginning: it is edited as a file.
class PayloadText final : public QWidget
{
    Q_OBJECT
public:
    /// A larger text takes too long at every key.
    static constexpr qsizetype kBytesAtOnce = PayloadDraft::kReadHereBytesMax;
    /// A longer line, too: it is laid out as a whole.
    static constexpr qsizetype kLineBytesMax = 8 * 1024;

    explicit PayloadText(PayloadDraft &draft, QWidget *parent = nullptr);

    [[nodiscard]] QPlainTextEdit *editor() const { return m_editor; }
    [[nodiscard]] QPushButton *openButton() const { return m_open; }
    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    void refresh();
    /// The text of the file becomes the payload. Read in the background.
    void openFile(const QString &path);
    void saveTo(const QString &path);

private:
    template<typename Make>
    void replaceBy(Make make);
    void take();
    void takePaste(const QString &before, const QString &pasted, const QString &after);
    void layOut();
    void chooseFile();
    void chooseWhereToSave();

    PayloadDraft &m_draft;
    QPlainTextEdit *m_editor;
    StateLabel *m_state;
    QPushButton *m_save;
    QPushButton *m_open;
    bool m_isShowing = false; ///< What the editor tells just now comes from here.
};

} // namespace conduit::ui
