// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QStringList>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;

namespace conduit::ui {

/// The end of a growing log. Follows it while its last line is in view; once somebody scrolls up it stands still and counts what
/// came meanwhile.
class LogView final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kLinesMax = 10'000;

    explicit LogView(QWidget *parent = nullptr);

    void setLines(const QStringList &lines, const QString &whyEmpty);
    void append(const QStringList &lines);
    [[nodiscard]] QString text() const;

private:
    [[nodiscard]] bool isAtEnd() const;
    void goToEnd();

    QPlainTextEdit *m_text;
    QPushButton *m_newer;
    int m_newLines = 0;
};

} // namespace conduit::ui
