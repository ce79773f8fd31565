// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/result.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>

namespace conduit::json {

/// Why a text is not acceptable JSON, in words that a person can act on.
struct Fault
{
    QString message; ///< For example "expected a comma or '}' (line 3, column 14)".
};

/// Levels of nesting that a payload may have (contract §2). A result may have eight more, so that an echo fits.
inline constexpr int kPayloadDepthMax = 64;
inline constexpr int kOutputDepthMax = 72;
/// What a request or an answer may have around a payload or result.
inline constexpr int kEnvelopeDepthMax = 8;

enum class Kind { Null, Boolean, Number, String, Array, Object };

struct DocumentContent;

/// A value inside a Document. Cheap to copy; valid as long as its Document lives, wherever that is moved to.
class Value
{
public:
    struct Member;

    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool isNull() const { return kind() == Kind::Null; }
    [[nodiscard]] bool isInteger() const;
    /// The exact text of this value without insignificant white space: every digit kept, members in their order.
    [[nodiscard]] QByteArray text() const;
    /// The content of a string, unescaped; nothing for other kinds.
    [[nodiscard]] std::optional<QString> toString() const;
    /// A number that is written as an integer of at most 64 bits (signed).
    [[nodiscard]] std::optional<qint64> toInteger() const;
    [[nodiscard]] std::optional<double> toNumber() const;
    [[nodiscard]] std::optional<bool> toBool() const;
    /// Members in the order of the text; empty for other kinds.
    [[nodiscard]] QList<Member> members() const;
    [[nodiscard]] std::optional<Value> member(QStringView name) const;
    /// How many members there are; 0 for other kinds.
    [[nodiscard]] qsizetype memberCount() const;
    /// Elements of an array; empty for other kinds.
    [[nodiscard]] QList<Value> elements() const;

private:
    friend class Document;
    Value(const DocumentContent &content, std::uint32_t index) : m_content(&content), m_index(index) { }
    const DocumentContent *m_content;
    std::uint32_t m_index;
};

struct Value::Member
{
    QString name;
    Value value;
};

/// A strictly checked JSON text (RFC 8259, UTF-8, no byte order mark, no duplicate names, no number that a 64-bit integer
/// or a double cannot keep) that can still give the exact text of each of its parts. Not thread-safe; movable.
class Document
{
public:
    /// `depthMax` counts nested arrays and objects. A deeper text is a fault, found without recursion.
    static Result<Document, Fault> parse(QByteArray text, int depthMax);

    Document(Document &&) noexcept;
    Document &operator=(Document &&) noexcept;
    ~Document();

    [[nodiscard]] Value root() const;

private:
    explicit Document(std::unique_ptr<DocumentContent> content);
    std::unique_ptr<DocumentContent> m_content;
};

/// True when `text`, which is valid, nests no deeper than `depthMax`; for a value whose limit is lower than its document's.
[[nodiscard]] bool isWithinDepth(QByteArrayView text, int depthMax);

} // namespace conduit::json
