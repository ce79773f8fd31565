// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_filter_bar.h"

#include "ui/format/plain_text.h"
#include "ui/format/time_format.h"
#include "ui/models/filter_text.h"
#include "ui/models/filter_words.h"
#include "ui/pages/saved_filter_menu.h"
#include "ui/widgets/filter_edit.h"
#include "ui/widgets/glyphs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/offered_action.h"

#include <QAction>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

TaskFilterBar::TaskFilterBar(QSettings &settings, const QString &connection, QWidget *parent)
    : QWidget(parent),
      m_edit(new FilterEdit(this)),
      m_hint(quietLabel({}, this)),
      m_savedMenu(new SavedFilterMenu(settings, connection, this))
{
    m_edit->setAccessibleName(tr("Filter the tasks"));
    setPlainToolTip(m_edit, tr("Filter the tasks (Ctrl+F). Down offers what can stand here."));
    connect(m_edit, &FilterEdit::chosen, this, &TaskFilterBar::take);
    connect(m_edit, &FilterEdit::edited, this, &TaskFilterBar::showWaiting);
    m_savedMenu->setLook([this] { return SavedFilter {.name = {}, .line = line()}; });
    auto *saved = new QPushButton(tr("Saved filters"), this);
    saved->setMenu(m_savedMenu);
    m_hint->hide();
    buildActions();

    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_edit, 1);
    row->addWidget(saved);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 4, 16, 4);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_hint);
}

QString TaskFilterBar::line() const { return m_edit->line(); }

void TaskFilterBar::setLine(const QString &line)
{
    m_edit->setLine(line);
    take(line);
}

FilterHistory TaskFilterBar::history() const { return {m_history.lines, m_history.place, line()}; }

/// What was typed a moment ago and is worth no wait is shown now.
void TaskFilterBar::setHistory(const FilterHistory &history)
{
    m_history = history;
    m_edit->setLine(history.typed);
    const bool waits = isCostly(history.typed) && history.typed != history.line();
    take(waits ? history.line() : history.typed);
    showWaiting(waits);
}

void TaskFilterBar::setValues(const QString &key, const QStringList &values) { m_edit->setValues(key, values); }

void TaskFilterBar::setSchema(const wire::Schema &schema)
{
    QStringList paths;
    for (const auto &field : schema.fields) {
        const auto key = payloadKey(field.name);
        if (key.isEmpty())
            continue;
        paths.append(key);
        if (field.type == wire::FieldType::Boolean)
            m_edit->setValues(key.chopped(1).toLower(), {u"true"_s, u"false"_s});
    }
    m_edit->setPaths(schema.taskType, paths);
}

void TaskFilterBar::showHint(const QString &text) { setHint(text, false); }

void TaskFilterBar::showFault(const client::Failure &failure, const QString &text)
{
    const auto fault = failure.details.value(0);
    const auto start = line().indexOf(text);
    if (fault.length > 0 && start >= 0)
        m_edit->setFault(int(start) + fault.position, fault.length);
    setHint(fault.message.isEmpty() ? failure.message : fault.message, true);
}

QString TaskFilterBar::hint() const { return m_hint->text(); }

void TaskFilterBar::buildActions()
{
    const auto add = [this](const QString &id, Glyph glyph, const QString &text, const QString &keys,
                            const std::function<void()> &act) {
        auto *action = new QAction(glyphIcon(glyph), text, this);
        action->setObjectName(id);
        action->setShortcut(QKeySequence(keys));
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_find = add(u"filter.find"_s, Glyph::Lens, tr("Filter the tasks"), u"Ctrl+F"_s, [this] {
        m_edit->setFocus(Qt::ShortcutFocusReason);
        m_edit->selectAll();
    });
    m_find->setShortcuts({QKeySequence(u"Ctrl+F"_s), QKeySequence(u"/"_s)});
    m_back = add(u"filter.back"_s, Glyph::Arrow, tr("The filter before"), u"Alt+Left"_s, [this] { goThroughHistory(-1); });
    m_forward = add(u"filter.forward"_s, Glyph::Right, tr("The filter after"), u"Alt+Right"_s, [this] { goThroughHistory(1); });
    offerHistory();
}

void TaskFilterBar::offerHistory()
{
    offer(*m_back, m_history.place > 0 ? QString() : tr("No filter came before this one."));
    offer(*m_forward, m_history.place + 1 < m_history.lines.size() ? QString() : tr("No filter came after this one."));
}

void TaskFilterBar::take(const QString &line)
{
    if (m_history.line() != line) {
        m_history.lines.resize(m_history.place + 1);
        m_history.lines.append(line);
        ++m_history.place;
    }
    offerHistory();
    showWaiting(false);
    Q_EMIT chosen(line);
}

void TaskFilterBar::goThroughHistory(int steps)
{
    m_history.place = std::clamp<qsizetype>(m_history.place + steps, 0, m_history.lines.size() - 1);
    setLine(m_history.line());
}

void TaskFilterBar::showWaiting(bool waits)
{
    if (waits)
        setHint(tr("Press Return to search: this looks into every task."), false);
    else if (hasPlainDate(line()))
        setHint(tr("Dates are those of the zone %1.").arg(QString::fromLatin1(TimeFormat::ours().zoneId())), false);
    else
        setHint({}, false);
}

void TaskFilterBar::setHint(const QString &text, bool isFault)
{
    m_hint->setText(text);
    m_hint->setVisible(!text.isEmpty());
    auto colors = palette();
    if (isFault)
        colors.setColor(QPalette::PlaceholderText, toneColor(Tone::Bad, colors));
    m_hint->setPalette(colors);
}

} // namespace conduit::ui
