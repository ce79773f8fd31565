// SPDX-License-Identifier: GPL-3.0-only
#include "ui/pages/task_change_dialog.h"

#include "ui/format/time_format.h"
#include "ui/pages/start_option.h"

#include <conduit/json_writer.h>

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

// What a broker takes.
constexpr int kPriorityMax = 9;
constexpr int kQueueCharactersMax = 100;
constexpr qsizetype kTagsMax = 16;
constexpr int kTagCharactersMax = 64;
/// What is due later than this is held, or as good as that.
constexpr int kDueDaysMax = 3650;
constexpr wire::Seconds kUsualDelay {600};

bool hasControl(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

/// With commas between them; each once.
QStringList tagsIn(const QString &text)
{
    QStringList tags;
    for (const auto &piece : text.split(u',')) {
        const auto tag = piece.trimmed();
        if (!tag.isEmpty() && !tags.contains(tag))
            tags.append(tag);
    }
    return tags;
}

void writeTags(json::Writer &out, QByteArrayView name, const QStringList &tags)
{
    if (tags.isEmpty())
        return;
    out.name(name).beginArray();
    for (const auto &tag : tags)
        out.string(tag);
    out.endArray();
}

} // namespace

PriorityDialog::PriorityDialog(const FormWords &words, int priority, QWidget *parent)
    : TaskChangeDialog(words, parent), m_priority(new QSpinBox(this))
{
    m_priority->setRange(0, kPriorityMax);
    m_priority->setValue(priority);
    m_priority->selectAll();
    addField(tr("Priority"), m_priority);
    judge({}, tr("From 0 to 9: a higher one runs sooner. New tasks have 5."));
}

QByteArray PriorityDialog::args() const
{
    json::Writer out;
    return out.beginObject().name("priority").integer(m_priority->value()).endObject().take();
}

MoveDialog::MoveDialog(const FormWords &words, const QStringList &queues, QWidget *parent)
    : TaskChangeDialog(words, parent), m_known(queues), m_queue(new QComboBox(this))
{
    m_queue->setEditable(true);
    m_queue->setInsertPolicy(QComboBox::NoInsert);
    m_queue->addItems(queues);
    m_queue->setCurrentIndex(-1);
    m_queue->lineEdit()->setPlaceholderText(tr("Choose or type"));
    addField(tr("Queue"), m_queue);
    connect(m_queue, &QComboBox::editTextChanged, this, &MoveDialog::showState);
    showState();
}

QByteArray MoveDialog::args() const
{
    json::Writer out;
    return out.beginObject().name("queue").string(queue()).endObject().take();
}

QString MoveDialog::queue() const { return m_queue->currentText().trimmed(); }

void MoveDialog::showState()
{
    const auto name = queue();
    const auto fault = name.isEmpty()                ? tr("Choose a queue, or type the name of a new one.")
        : name.size() > kQueueCharactersMax          ? tr("The name of a queue has at most 100 characters.")
        : name.contains(u':') || name.contains(u',') ? tr("The name of a queue has no colon and no comma.")
        : hasControl(name)                           ? tr("The name of a queue has no control characters.")
                                                     : QString();
    judge(fault,
          m_known.contains(name) ? tr("They keep their priority and the time at which they are due.")
                                 : tr("There is no queue of this name yet: it begins with these tasks."));
}

RescheduleDialog::RescheduleDialog(const FormWords &words, const QDateTime &due, std::function<QDateTime()> now,
                                   QWidget *parent)
    : TaskChangeDialog(words, parent), m_now(std::move(now)), m_start(new StartOption(this))
{
    wire::NewTask first;
    if (due.isValid() && due > m_now() && due < m_now().addDays(kDueDaysMax))
        first.runAt = due;
    else
        first.delay = kUsualDelay;
    m_start->show(first);
    m_start->setFocusProxy(m_start->mode());
    addField(tr("Due"), m_start);
    connect(m_start, &StartOption::changed, this, &RescheduleDialog::showState);
    for (const auto signal : {&TimeFormat::changed, &TimeFormat::ticked})
        connect(&TimeFormat::ours(), signal, this, &RescheduleDialog::showState);
    showState();
}

QByteArray RescheduleDialog::args() const
{
    wire::NewTask task;
    m_start->apply(task, m_now());
    const auto delay = std::chrono::duration_cast<std::chrono::milliseconds>(task.delay.value_or(wire::Seconds(0)));
    const auto due = task.runAt.isValid() ? task.runAt : m_now().addMSecs(delay.count());
    json::Writer out;
    return out.beginObject().name("run_at").string(due.toUTC().toString(Qt::ISODateWithMs)).endObject().take();
}

void RescheduleDialog::showState()
{
    const auto now = m_now();
    const auto echo = m_start->echo(now);
    const auto rule = tr("What is held is held no longer, and what waits for other tasks goes on waiting for them.");
    judge(m_start->fault(now), echo.isEmpty() ? rule : echo + u' ' + rule);
}

TagsDialog::TagsDialog(const FormWords &words, QWidget *parent)
    : TaskChangeDialog(words, parent), m_added(new QLineEdit(this)), m_removed(new QLineEdit(this))
{
    for (auto *field : {m_added, m_removed}) {
        field->setPlaceholderText(tr("a, b, c"));
        connect(field, &QLineEdit::textChanged, this, &TagsDialog::showState);
    }
    addField(tr("Tags to add"), m_added);
    addField(tr("Tags to remove"), m_removed);
    showState();
}

QByteArray TagsDialog::args() const
{
    json::Writer out;
    out.beginObject();
    writeTags(out, "add", tagsIn(m_added->text()));
    writeTags(out, "remove", tagsIn(m_removed->text()));
    return out.endObject().take();
}

QString TagsDialog::fault() const
{
    const auto added = tagsIn(m_added->text());
    const auto removed = tagsIn(m_removed->text());
    if (added.isEmpty() && removed.isEmpty())
        return tr("Type a tag to add, or one to remove.");
    if (added.size() > kTagsMax || removed.size() > kTagsMax)
        return tr("At most 16 tags can be added, and 16 removed, at once.");
    for (const auto &tag : added + removed) {
        if (tag.size() > kTagCharactersMax)
            return tr("A tag has at most 64 characters.");
        if (hasControl(tag))
            return tr("A tag has no control characters.");
        if (added.contains(tag) && removed.contains(tag))
            return tr("%1 is to be added and removed: take it out of one of the two.").arg(tag);
    }
    return {};
}

void TagsDialog::showState() { judge(fault(), tr("A task has at most 16 tags; one that would have more stays as it is.")); }

} // namespace conduit::ui
