// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1String>
#include <QStringView>

#include <cstddef>
#include <cstring>
#include <utility>

namespace conduit::json {

/// Writes JSON straight into bytes. The caller keeps the grammar: a member or element where one may stand, each begin with its end.
class Writer
{
public:
    Writer() = default;
    Writer(Writer &&other) noexcept
        : m_out(std::move(other.m_out)),
          m_at(std::exchange(other.m_at, nullptr)),
          m_end(std::exchange(other.m_end, nullptr)),
          m_needsComma(std::exchange(other.m_needsComma, false))
    {
    }
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;
    Writer &operator=(Writer &&) = delete;
    ~Writer() = default;

    /// Makes room for so many bytes more at once, for who knows how long it gets.
    Writer &reserve(qsizetype bytes);
    Writer &beginObject();
    Writer &endObject();
    Writer &beginArray();
    Writer &endArray();
    /// Writes `"name":`. The name is one of ours and needs no escaping.
    Writer &name(QByteArrayView name);
    /// The same for a literal. Tasks have some thirty names, and one whose length the compiler knows costs a fifth.
    template<std::size_t Size>
    Writer &name(const char (&literal)[Size])
    {
        constexpr std::size_t kLength = Size - 1;
        char *at = room(kLength + 4);
        if (m_needsComma)
            *at++ = ',';
        *at++ = '"';
        std::memcpy(at, literal, kLength);
        at += kLength;
        *at++ = '"';
        *at++ = ':';
        m_at = at;
        m_needsComma = false;
        return *this;
    }
    /// Writes the name of a member that is not one of ours: escaped.
    Writer &member(QStringView name);
    Writer &string(QStringView text);
    /// For ASCII of our own (ids, times, words of the contract) that needs no escaping.
    Writer &plain(QByteArrayView text);
    Writer &plain(QLatin1String text) { return plain(QByteArrayView(text.data(), text.size())); }
    Writer &integer(qint64 value);
    /// The shortest text that reads back as the same double; not for NaN or infinity.
    Writer &number(double value);
    Writer &boolean(bool value);
    Writer &null()
    {
        char *at = room(5);
        if (m_needsComma)
            *at++ = ',';
        std::memcpy(at, "null", 4);
        m_at = at + 4;
        m_needsComma = true;
        return *this;
    }
    /// Puts in a text that is JSON already.
    Writer &raw(QByteArrayView json);

    [[nodiscard]] QByteArray take();

private:
    /// Room for so many bytes behind what is written.
    char *room(qsizetype bytes) { return m_end - m_at >= bytes ? m_at : grownBy(bytes); }
    char *grownBy(qsizetype bytes);
    [[nodiscard]] qsizetype written() const { return m_at ? m_at - m_out.constData() : 0; }
    void append(char c);
    void append(QByteArrayView text);
    void appendEscape(char16_t c);
    void appendLiteral(QStringView text);
    template<typename Number>
    void appendNumber(Number value);
    void separate();

    QByteArray m_out;      ///< Larger than what is written.
    char *m_at = nullptr;  ///< In it, behind what is written; null before anything is.
    char *m_end = nullptr; ///< Of it.
    bool m_needsComma = false;
};

/// `text` as a JSON string literal with its quotes.
[[nodiscard]] QByteArray quoted(QStringView text);

} // namespace conduit::json
