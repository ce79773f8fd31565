// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/undo_trail.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace conduit::ui {

UndoTrail::UndoTrail(std::function<QDateTime()> now, QObject *parent) : QObject(parent), m_now(std::move(now)) { }

int UndoTrail::note(const QString &text, QObject *context, const std::function<void()> &undo, const QString &operation)
{
    m_entries.removeIf([this](const Entry &entry) { return !isOpen(entry); });
    m_entries.append({++m_lastNumber, text, m_now(), context, undo, operation});
    if (m_entries.size() > kEntriesMax)
        m_entries.removeFirst();
    Q_EMIT changed();
    return m_lastNumber;
}

void UndoTrail::noteUndone(const QSet<QString> &operations)
{
    QList<int> numbers;
    m_entries.removeIf([&](const Entry &entry) {
        if (!operations.contains(entry.operation))
            return false;
        numbers.append(entry.number);
        return true;
    });
    if (numbers.isEmpty())
        return;
    Q_EMIT changed();
    for (const int number : std::as_const(numbers)) {
        Q_EMIT undone(number);
        Q_EMIT undoneElsewhere(number);
    }
}

QString UndoTrail::text() const
{
    const auto open = std::find_if(m_entries.rbegin(), m_entries.rend(), [this](const Entry &entry) { return isOpen(entry); });
    return open == m_entries.rend() ? QString() : open->text;
}

void UndoTrail::undo()
{
    while (!m_entries.isEmpty() && !isOpen(m_entries.last()))
        m_entries.removeLast();
    if (!m_entries.isEmpty())
        undo(m_entries.last().number);
}

void UndoTrail::undo(int number)
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [number](const Entry &entry) { return entry.number == number; });
    if (found == m_entries.end())
        return;
    const Entry entry = m_entries.takeAt(std::distance(m_entries.begin(), found));
    Q_EMIT changed();
    if (!isOpen(entry))
        return;
    Q_EMIT undone(number);
    entry.undo();
}

bool UndoTrail::isOpen(int number) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [&](const Entry &entry) { return entry.number == number && isOpen(entry); });
}

void UndoTrail::passOn(const QObject *from, QObject *to)
{
    for (Entry &entry : m_entries)
        if (entry.context == from)
            entry.context = to;
}

bool UndoTrail::isOpen(const Entry &entry) const
{
    return entry.context && entry.at.secsTo(m_now()) <= qint64(kMinutesMax) * 60;
}

} // namespace conduit::ui
