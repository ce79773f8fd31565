// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/saved_filters.h"

#include <QAbstractItemModel>
#include <QDate>

#include <array>
#include <functional>

namespace conduit::ui {

/// What a list of tasks can be narrowed to: below each facet its values, with how many tasks have them, and the filters that have a
/// name. Rows of a facet keep their places while counts change, so that a click meets what it was meant for.
class FacetModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Facet { State, Type, Queue, Worker, Tag, Time, Saved };
    /// Those whose values the broker counts together; each of the others' is a line of its own.
    static constexpr std::array kCounted {State, Type, Queue, Worker, Tag};
    static constexpr int kFacetCount = Saved + 1;
    enum Role {
        ValueRole = Qt::UserRole, ///< What stands in the filter line.
        CountTextRole,            ///< `1,204`, `10,000+` when there may be more, empty while nobody knows.
        IsChosenRole              ///< The filter line asks for it.
    };

    /// How many tasks have a value.
    using Counts = QList<std::pair<QString, qint64>>;

    explicit FacetModel(QObject *parent = nullptr);

    /// The key of a facet in the filter language, and where there is none, what it is called in settings.
    [[nodiscard]] static QString keyOf(Facet facet);

    /// Counts as the broker gives them, the most frequent first. `others` are tasks with values that are not listed. When the filter is
    /// another one than before, values without tasks go; else they stay, with 0.
    void setCounts(Facet facet, const Counts &counts, qint64 others, bool isExact, bool isOtherFilter);
    /// Of the values that are lines: how many tasks such a line finds.
    void setLineCount(const QString &line, qint64 count, bool isExact);
    /// The lines of a facet whose values are lines.
    [[nodiscard]] QStringList linesOf(Facet facet) const;
    /// What `Today` means.
    void setToday(QDate today);
    void setSaved(const QList<SavedFilter> &filters);
    /// The filter line, whose values are chosen.
    void setLine(const QString &line);

    /// The line after a click on a value: it alone, or none when it was alone. `adds`: beside those that are chosen, or no more.
    [[nodiscard]] QString lineAfter(const QModelIndex &index, bool adds) const;
    [[nodiscard]] QModelIndex facetIndex(Facet facet) const { return index(facet, 0); }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Value
    {
        QString text; ///< In the line.
        QString label;
        qint64 count = -1; ///< Nobody knows yet.
        bool isExact = true;
        bool isChosen = false;
        bool isOthers = false; ///< No value: the tasks with all others.
    };
    using Values = QList<Value>;

    [[nodiscard]] const Value &valueAt(const QModelIndex &index) const;
    [[nodiscard]] QString lineOf(Facet facet, const Value &value) const;
    [[nodiscard]] QVariant facetData(Facet facet, int role) const;
    void keep(Facet facet, const std::function<bool(const Value &)> &isKept);
    void append(Facet facet, const Value &value);
    void addMissingChoices(Facet facet);
    void showChosen(Facet facet);
    void noteChanged(Facet facet);

    std::array<Values, kFacetCount> m_values;
    QString m_line;
};

} // namespace conduit::ui
