// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/json_tree_model.h"

#include "ui/format/plain_text.h"
#include "ui/format/sizes.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

constexpr qsizetype kToolTipBytesMax = 1000;
constexpr qsizetype kFilterCharactersMax = 200;

/// The first `size` bytes at most, without half a character at the end.
QString beginning(QByteArrayView utf8, qsizetype size)
{
    if (utf8.size() <= size)
        return QString::fromUtf8(utf8);
    while (size > 0 && (static_cast<unsigned char>(utf8[size]) & 0xC0U) == 0x80U)
        --size;
    return QString::fromUtf8(utf8.first(size)) + u'…';
}

QString inQuotes(QString text) { return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"'; }

/// As the filter language writes it; empty when it cannot.
QString filterValueFrom(QByteArrayView token, json::Kind kind)
{
    constexpr qsizetype kBytesPerCharacterMax = 6; // As \uXXXX.
    if (token.size() > kBytesPerCharacterMax * kFilterCharactersMax)
        return {};
    if (kind != json::Kind::String)
        return QString::fromUtf8(token);
    const auto document = json::Document::parse(token.toByteArray(), 1);
    const auto text = document ? document->root().toString().value_or(QString()) : QString();
    const bool isOneLine = std::none_of(text.begin(), text.end(), [](QChar c) { return c < u' '; });
    return text.isEmpty() || text.size() > kFilterCharactersMax || !isOneLine ? QString() : inQuotes(text);
}

JsonContent contentOf(QByteArrayView json, const JsonTreeModel::Part &part)
{
    if (const auto *run = std::get_if<JsonRun>(&part))
        return jsonContent(json, *run);
    if (const auto *item = std::get_if<JsonItem>(&part))
        return jsonContent(json, *item);
    const auto outermost = jsonItem(json);
    return outermost.isContainer() ? jsonContent(json, outermost) : JsonContent {.items = {outermost}};
}

} // namespace

struct JsonTreeModel::Node
{
    enum class State { Unread, Awaited, Read };

    Part part = {};
    Node *parent = nullptr;
    int row = 0;
    State state = State::Unread;
    std::vector<std::unique_ptr<Node>> children = {};

    [[nodiscard]] const JsonItem *item() const { return std::get_if<JsonItem>(&part); }
    [[nodiscard]] const JsonRun *run() const { return std::get_if<JsonRun>(&part); }
    /// In its array, from 0.
    [[nodiscard]] qsizetype number() const { return row + (parent && parent->run() ? parent->run()->first : 0); }
    [[nodiscard]] qsizetype bytes(qsizetype ofAll) const
    {
        return item() ? item()->size() : run() ? run()->end - run()->begin : ofAll;
    }
    [[nodiscard]] bool holdsSomething() const { return !item() || (item()->isContainer() && item()->count > 0); }
};

JsonContent JsonTreeModel::Wanted::content() const { return contentOf(json, of); }

JsonTreeModel::JsonTreeModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) { }

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setJson(const QByteArray &json)
{
    beginResetModel();
    m_json = json;
    const auto outermost = QByteArrayView(json).sliced(jsonBegin(json));
    m_isOneValue = !outermost.startsWith('{') && !outermost.startsWith('[');
    m_root = std::make_unique<Node>();
    m_awaited.clear();
    endResetModel();
}

void JsonTreeModel::take(quint64 number, const JsonContent &content)
{
    if (auto *node = m_awaited.take(number))
        fill(*node, content);
}

std::optional<JsonItem> JsonTreeModel::itemAt(const QModelIndex &index) const
{
    const auto *item = nodeAt(index)->item();
    return item ? std::optional(*item) : std::nullopt;
}

QByteArrayView JsonTreeModel::tokenAt(const QModelIndex &index) const
{
    const auto item = itemAt(index);
    return item ? QByteArrayView(m_json).sliced(item->begin, item->size()) : QByteArrayView();
}

QString JsonTreeModel::pathAt(const QModelIndex &index) const
{
    static const QRegularExpression plain(u"^[A-Za-z_][A-Za-z0-9_-]*$"_s);
    QString path = u"$"_s;
    for (const auto *step : stepsTo(*nodeAt(index))) {
        const auto name = QString::fromUtf8(memberName(*step));
        if (!step->item()->isMember())
            path += u'[' + QString::number(step->number()) + u']';
        else
            path += plain.match(name).hasMatch() ? u'.' + name : u".\""_s + name + u'"';
    }
    return path;
}

QString JsonTreeModel::filterTermAt(const QModelIndex &index, const QString &key) const
{
    static const QRegularExpression plain(u"^[\\w-]+$"_s, QRegularExpression::UseUnicodePropertiesOption);
    const auto steps = stepsTo(*nodeAt(index));
    const auto item = itemAt(index);
    if (!item || item->isContainer() || steps.isEmpty())
        return {};
    QString path = key;
    for (const auto *step : steps) {
        const auto name = QString::fromUtf8(memberName(*step));
        if (!step->item()->isMember())
            path += u'[' + QString::number(step->number()) + u']';
        else if (name.isEmpty() || name.contains(u'\\') || hasNamesake(*step))
            return {};
        else
            path += u'.' + (plain.match(name).hasMatch() ? name : u'"' + name + u'"');
    }
    const auto value = filterValueFrom(tokenAt(index), item->kind);
    return value.isEmpty() ? QString() : path + u':' + value;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(nodeAt(child)->parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const { return kColumnCount; }

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0 || m_json.isEmpty())
        return false;
    const auto &node = *nodeAt(parent);
    return node.state == Node::State::Read ? !node.children.empty() : node.holdsSomething();
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return hasChildren(parent) && nodeAt(parent)->state == Node::State::Unread;
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    auto &node = *nodeAt(parent);
    if (node.bytes(m_json.size()) <= kBytesAtOnceMax)
        return fill(node, contentOf(m_json, node.part));
    node.state = Node::State::Awaited;
    m_awaited.insert(++m_lastNumber, &node);
    Q_EMIT contentWanted({.json = m_json, .of = node.part, .number = m_lastNumber});
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &node = *nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? nameOf(node) : valueOf(node);
    case Qt::AccessibleTextRole:
        return index.column() == Value || node.run() ? index.data() : u"%1: %2"_s.arg(nameOf(node), valueOf(node));
    case Qt::ToolTipRole:
        return index.column() == Name || !node.item() || node.item()->isContainer()
            ? QVariant()
            : plainToolTip(beginning(tokenAt(index), kToolTipBytesMax));
    case KindRole:
        return node.item() ? QVariant::fromValue(static_cast<int>(node.item()->kind)) : QVariant();
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Value");
}

JsonTreeModel::Node *JsonTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, Name, const_cast<Node *>(node));
}

void JsonTreeModel::fill(Node &node, const JsonContent &content)
{
    node.state = Node::State::Read;
    const auto count = content.items.size() + content.runs.size();
    if (count == 0)
        return;
    beginInsertRows(indexOf(&node), 0, static_cast<int>(count) - 1);
    node.children.reserve(static_cast<std::size_t>(count));
    const auto add = [&node](const Part &part) {
        node.children.push_back(std::make_unique<Node>());
        node.children.back()->part = part;
        node.children.back()->parent = &node;
        node.children.back()->row = static_cast<int>(node.children.size()) - 1;
    };
    std::for_each(content.items.begin(), content.items.end(), add);
    std::for_each(content.runs.begin(), content.runs.end(), add);
    endInsertRows();
}

QString JsonTreeModel::nameOf(const Node &node) const
{
    if (const auto *run = node.run())
        return u"%1 … %2"_s.arg(countText(run->first), countText(run->first + run->count - 1));
    if (node.item()->isMember())
        return node.item()->nameEnd - node.item()->nameBegin > 2 ? beginning(memberName(node), kTokenBytesMax) : u"\"\""_s;
    return m_isOneValue ? QString() : u'[' + QString::number(node.number()) + u']';
}

QString JsonTreeModel::valueOf(const Node &node) const
{
    const auto *item = node.item();
    if (!item)
        return {};
    const auto token = QByteArrayView(m_json).sliced(item->begin, item->size());
    if (item->kind == json::Kind::Object)
        return item->count == 0 ? u"{}"_s : tr("%Ln member(s)", nullptr, static_cast<int>(item->count));
    if (item->kind == json::Kind::Array)
        return item->count == 0 ? u"[]"_s : tr("%Ln element(s)", nullptr, static_cast<int>(item->count));
    const auto text = beginning(token, kTokenBytesMax);
    return token.size() <= kTokenBytesMax ? text : u"%1  ·  %2"_s.arg(text, sizeText(token.size()));
}

QByteArrayView JsonTreeModel::memberName(const Node &node) const
{
    const auto *item = node.item();
    if (!item || !item->isMember())
        return {};
    const auto inside = std::max<qsizetype>(0, item->nameEnd - item->nameBegin - 2);
    return QByteArrayView(m_json).sliced(item->nameBegin + 1, inside);
}

bool JsonTreeModel::hasNamesake(const Node &node) const
{
    const auto &beside = node.parent->children;
    return std::any_of(beside.begin(), beside.end(), [&](const std::unique_ptr<Node> &other) {
        return other.get() != &node && memberName(*other) == memberName(node);
    });
}

QList<const JsonTreeModel::Node *> JsonTreeModel::stepsTo(const Node &node) const
{
    QList<const Node *> steps;
    for (const auto *step = &node; !m_isOneValue && step->parent; step = step->parent)
        if (step->item())
            steps.prepend(step);
    return steps;
}

} // namespace conduit::ui
