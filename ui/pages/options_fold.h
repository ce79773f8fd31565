// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QDateTime>
#include <QWidget>

#include <functional>

class QAction;
class QScrollArea;
class QToolButton;

namespace conduit::ui {

class EnqueueOptions;

/// The options, folded away behind a line that says whether any are set. Beside it, a way to save it all as a template.
class OptionsFold final : public QWidget
{
    Q_OBJECT
public:
    OptionsFold(QAction &saveTemplate, const std::function<QDateTime()> &now, QWidget *parent = nullptr);

    [[nodiscard]] EnqueueOptions *options() const { return m_options; }
    [[nodiscard]] QToolButton *toggle() const { return m_toggle; }
    /// As open and as filled in as that one.
    void continueFrom(const OptionsFold &before);

private:
    void showSummary();

    EnqueueOptions *m_options;
    QScrollArea *m_scroll; ///< Around them, for windows that are low.
    QToolButton *m_toggle;
};

} // namespace conduit::ui
