// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <random>

namespace conduit::test {

/// Schemas and values by chance, from one seed. The draws are our own: a seed must mean the same with every library.
class RandomForm
{
public:
    explicit RandomForm(quint32 seed) : m_engine(seed) { }

    /// 0 … n - 1.
    [[nodiscard]] int below(int n) { return static_cast<int>(m_engine() % static_cast<quint32>(n)); }
    [[nodiscard]] bool percent(int share) { return below(100) < share; }

    /// One to six fields of any types, with names that nobody would choose.
    [[nodiscard]] wire::Schema schema();
    /// A text to be typed: quotes, backslashes, line breaks, letters of several alphabets; empty now and then.
    [[nodiscard]] QString text();
    /// A number as the contract takes it, also one whose digits no double keeps.
    [[nodiscard]] QByteArray number();
    /// An object or array, without line breaks.
    [[nodiscard]] QByteArray container(wire::FieldType type, int depth = 3);
    /// Any value of this type as JSON, its strings escaped in one of the several ways that there are.
    [[nodiscard]] QByteArray token(wire::FieldType type);
    [[nodiscard]] QByteArray quoted(const QString &text);
    /// White space that JSON allows between tokens; mostly none.
    [[nodiscard]] QByteArray space();

private:
    [[nodiscard]] QByteArray scalar();

    std::mt19937 m_engine;
};

} // namespace conduit::test
