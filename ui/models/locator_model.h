// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>

#include <optional>

namespace conduit::ui {

/// One thing that the locator leads to.
struct LocatorHit
{
    enum class Kind { Page, Action, Type, Queue, Worker, Task };
    Kind kind = Kind::Page;
    QString key;         ///< What it is called by the program: a page's or action's id, a name, a task's id.
    QString title;       ///< What it is called by people.
    QString detail = {}; ///< Beside it, such as a shortcut or a state.
    QString whyNot = {}; ///< Why it cannot be chosen now; empty when it can.

    friend bool operator==(const LocatorHit &, const LocatorHit &) = default;
};

/// What somebody typed into the locator: words to look for, in one kind of things or in all. A sign in front chooses the kind:
/// `#` tasks, `>` actions, `t ` types, `q ` queues, `w ` workers.
struct LocatorQuery
{
    std::optional<LocatorHit::Kind> kind;
    QStringList words; ///< In lower case.
    QString idDigits;  ///< The beginning of a task's id, four hexadecimal digits or more; else empty.

    [[nodiscard]] static LocatorQuery from(const QString &text);
};

/// The things that fit, the best first, at most fifty. Knows nothing of widgets or the network.
class LocatorModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr qsizetype kHitsMax = 50;
    enum Role { KindRole = Qt::UserRole, DetailRole, WhyNotRole };

    using QAbstractListModel::QAbstractListModel;

    /// Everything but tasks.
    void setThings(const QList<LocatorHit> &things);
    void setQuery(const LocatorQuery &query);
    /// Tasks that the broker found for the query.
    void setTasks(const QList<LocatorHit> &tasks);

    [[nodiscard]] const LocatorHit &hitAt(int row) const { return m_hits.at(row); }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void refresh();

    QList<LocatorHit> m_things;
    QList<LocatorHit> m_tasks;
    LocatorQuery m_query;
    QList<LocatorHit> m_hits;
};

} // namespace conduit::ui
