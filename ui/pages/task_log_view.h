// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QWidget>

class QComboBox;
class QPushButton;

namespace conduit::ui {

class LogView;
class StateLabel;

/// What the attempts of a task have said: of one of them or all, from a level up. Follows what comes.
class TaskLogView final : public QWidget
{
    Q_OBJECT
public:
    explicit TaskLogView(QWidget *parent = nullptr);

    /// Of another task, of which nothing has been read yet.
    void clear();
    /// It cannot be read; what is shown stays.
    void setFailure(const QString &why);
    void setLog(const wire::TaskLog &log);
    void saveTo(const QString &path);

    [[nodiscard]] QComboBox *levelBox() const { return m_level; }
    [[nodiscard]] QComboBox *attemptBox() const { return m_attempt; }
    [[nodiscard]] LogView *view() const { return m_view; }

private:
    [[nodiscard]] bool isShown(const wire::TaskLog::Line &line) const;
    void fillAttempts();
    void showAll();
    void chooseFile();
    void tellCount();

    wire::TaskLog m_log;
    QStringList m_shown;
    QString m_whyEmpty;
    QComboBox *m_level;
    QComboBox *m_attempt;
    QPushButton *m_save;
    LogView *m_view;
    StateLabel *m_note;
};

} // namespace conduit::ui
