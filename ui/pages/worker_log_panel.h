// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/local_workers.h"
#include "ui/models/log_filter.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;

namespace conduit::ui {

enum class Glyph;
class ElidingLabel;
class LogView;
class StateLabel;

/// The log of one local process: by the channel that it wrote to, searched by a pattern, followed, saved, and its file named.
class WorkerLogPanel final : public QWidget
{
    Q_OBJECT
public:
    enum class Channel { Both, Output, Errors };

    /// Files that have all of it; empty when there are none.
    struct Files
    {
        QString all = {};
        QString errors = {}; ///< What was written to stderr.
    };

    explicit WorkerLogPanel(QWidget *parent = nullptr);

    void showLog(const QString &title, const QList<LogLine> &lines, const QString &whyEmpty, const Files &files);
    void append(const QStringList &lines, bool areErrors = false);

    void saveViewTo(const QString &path);
    void saveAllTo(const QString &path);

    [[nodiscard]] LogView *view() const { return m_view; }
    [[nodiscard]] QLineEdit *patternInput() const { return m_pattern; }
    [[nodiscard]] QSpinBox *contextBox() const { return m_context; }
    [[nodiscard]] QComboBox *channelBox() const { return m_channel; }
    [[nodiscard]] QToolButton *nextButton() const { return m_next; }
    [[nodiscard]] QToolButton *previousButton() const { return m_previous; }
    /// The file of the channel that is shown.
    [[nodiscard]] QString path() const;
    [[nodiscard]] QString note() const;

private:
    [[nodiscard]] QWidget *buildBar();
    [[nodiscard]] QToolButton *buildStep(Glyph glyph, const QString &text, bool isBackwards, QWidget *bar);
    void buildFileMenu();
    [[nodiscard]] Channel channel() const;
    [[nodiscard]] bool isShown(bool isError) const;
    void showAll();
    void tellMatches();
    void tell(bool isGood, const QString &text);
    void chooseFile(const QString &title, void (WorkerLogPanel::*save)(const QString &));

    QList<LogLine> m_lines; ///< The last ones, as many as the view holds.
    QString m_whyEmpty;
    Files m_files;
    LogFilter m_filter;
    ElidingLabel *m_title;
    LogView *m_view;
    StateLabel *m_note;
    QComboBox *m_channel = nullptr;
    QLineEdit *m_pattern = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QSpinBox *m_context = nullptr;
    QToolButton *m_wrap = nullptr;
    QToolButton *m_file = nullptr;
};

} // namespace conduit::ui
