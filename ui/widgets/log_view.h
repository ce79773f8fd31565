// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QRegularExpression;

namespace conduit::ui {

/// The end of a growing log. Follows it while its last line is in view; once somebody scrolls up it stands still and counts what
/// came meanwhile. However fast lines come, it takes them in twenty times a second, and no more of them at once than it can without
/// holding up the window; a note stands where it left some out.
class LogView final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kLinesMax = 10'000;
    static constexpr int kLinesAtOnce = 500;

    explicit LogView(QWidget *parent = nullptr);

    void setLines(const QStringList &lines, const QString &whyEmpty);
    void append(const QStringList &lines);
    void setWrapped(bool isWrapped);
    /// Puts in what still waits for its turn.
    void flush();
    [[nodiscard]] QString text() const;
    /// Chooses the next match, or the one before it, and goes on at the other end.
    void goToMatch(const QRegularExpression &pattern, bool isBackwards);
    [[nodiscard]] QString chosenText() const;

private:
    [[nodiscard]] bool isAtEnd() const;
    void goToEnd();

    QTimer m_turn;
    QStringList m_waiting;
    qint64 m_skipped = 0; ///< Lines that came too fast since the last turn.
    QPlainTextEdit *m_text;
    QPushButton *m_newer;
    int m_newLines = 0;
};

} // namespace conduit::ui
