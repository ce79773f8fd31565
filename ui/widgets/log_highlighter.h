// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QSyntaxHighlighter>

class QPlainTextEdit;

namespace conduit::ui {

/// Lines of a log in the colour of their level.
class LogHighlighter final : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    /// Belongs to `editor`.
    explicit LogHighlighter(QPlainTextEdit &editor);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void highlightBlock(const QString &text) override;

private:
    const QPlainTextEdit &m_editor;
};

} // namespace conduit::ui
