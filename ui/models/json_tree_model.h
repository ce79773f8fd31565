// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/json_items.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>
#include <optional>
#include <variant>

namespace conduit::ui {

/// JSON as a tree of its values, each with its token as it stands in the text: nothing is read into numbers and written again. What a
/// value holds is looked for when somebody wants to see it. Knows nothing of widgets or the network.
class JsonTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column { Name, Value };
    static constexpr int kColumnCount = Value + 1;
    enum Role {
        KindRole = Qt::UserRole ///< A json::Kind, of the value; nothing for a stretch of a long list.
    };
    /// More bytes than that are looked through elsewhere; see contentWanted().
    static constexpr qsizetype kBytesAtOnceMax = 256 * 1024;
    /// A longer token is shown by its beginning.
    static constexpr qsizetype kTokenBytesMax = 512;

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    /// Text that was checked as valid JSON; empty for none.
    void setJson(const QByteArray &json);
    [[nodiscard]] const QByteArray &json() const { return m_json; }

    /// All of the text, one of its values, or a stretch of a long list.
    using Part = std::variant<std::monostate, JsonItem, JsonRun>;
    /// A request for what a large part holds.
    struct Wanted
    {
        QByteArray json = {};
        Part of = {};
        quint64 number = 0;
        /// On any thread.
        [[nodiscard]] JsonContent content() const;
    };
    /// Its answer; of no effect when another text has come meanwhile.
    void take(quint64 number, const JsonContent &content);

    // What stands at an index; nothing for a stretch of a long list.
    [[nodiscard]] std::optional<JsonItem> itemAt(const QModelIndex &index) const;
    /// The exact text of the value.
    [[nodiscard]] QByteArrayView tokenAt(const QModelIndex &index) const;
    /// Such as `$.items[2]."full name"`.
    [[nodiscard]] QString pathAt(const QModelIndex &index) const;
    /// The term of the filter language for tasks with this value at this place, where `key` is `payload`, `result` or `meta`. Empty when
    /// there is none: for objects and arrays, for long texts, and for names that the database cannot look for.
    [[nodiscard]] QString filterTermAt(const QModelIndex &index, const QString &key) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// `wanted.content()` is to be found on another thread and handed to take().
    void contentWanted(const conduit::ui::JsonTreeModel::Wanted &wanted);

private:
    struct Node;
    [[nodiscard]] Node *nodeAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOf(const Node *node) const;
    void fill(Node &node, const JsonContent &content);
    [[nodiscard]] QString nameOf(const Node &node) const;
    [[nodiscard]] QString valueOf(const Node &node) const;
    /// A member's name between its quotes, as it stands.
    [[nodiscard]] QByteArrayView memberName(const Node &node) const;
    [[nodiscard]] bool hasNamesake(const Node &node) const;
    /// The values from the outermost one, which is left out, to this one.
    [[nodiscard]] QList<const Node *> stepsTo(const Node &node) const;

    QByteArray m_json;
    bool m_isOneValue = false; ///< The outermost value is neither an object nor an array, and so is the only row.
    std::unique_ptr<Node> m_root;
    QHash<quint64, Node *> m_awaited;
    quint64 m_lastNumber = 0;
};

} // namespace conduit::ui
