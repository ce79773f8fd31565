// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/log_filter.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace conduit::ui {

class ElidingLabel;
class LogView;
class StateLabel;

/// The log of one local process: searched by a pattern, followed, saved, and its file named.
class WorkerLogPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit WorkerLogPanel(QWidget *parent = nullptr);

    /// `path` is the file that has all of it; empty when there is none.
    void showLog(const QString &title, const QStringList &lines, const QString &whyEmpty, const QString &path);
    void append(const QStringList &lines);

    void saveViewTo(const QString &path);
    void saveAllTo(const QString &path);

    [[nodiscard]] LogView *view() const { return m_view; }
    [[nodiscard]] QLineEdit *patternInput() const { return m_pattern; }
    [[nodiscard]] QSpinBox *contextBox() const { return m_context; }
    [[nodiscard]] QString note() const;

private:
    [[nodiscard]] QWidget *buildBar();
    void showAll();
    void tellMatches();
    void tell(bool isGood, const QString &text);
    void chooseFile(const QString &title, void (WorkerLogPanel::*save)(const QString &));

    QStringList m_lines; ///< The last ones, as many as the view holds.
    QString m_whyEmpty;
    QString m_path;
    LogFilter m_filter;
    ElidingLabel *m_title;
    LogView *m_view;
    StateLabel *m_note;
    QLineEdit *m_pattern = nullptr;
    QSpinBox *m_context = nullptr;
    QToolButton *m_wrap = nullptr;
    QToolButton *m_file = nullptr;
};

} // namespace conduit::ui
