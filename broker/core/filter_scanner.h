// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/core/filter_value.h"

#include <QString>
#include <QStringView>

#include <vector>

namespace conduit::broker {

/// Goes through the text of a filter from left to right and takes its smallest parts: names, words, values, paths.
class FilterScanner
{
public:
    explicit FilterScanner(QStringView text) : m_text(text) { }

    [[nodiscard]] bool isAtEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] QChar peek() const { return m_text[m_at]; }
    [[nodiscard]] qsizetype at() const { return m_at; }
    [[nodiscard]] QStringView rest() const { return m_text.sliced(m_at); }
    /// What was passed since `start`.
    [[nodiscard]] QStringView since(qsizetype start) const { return m_text.sliced(start, m_at - start); }
    /// Whether this word stands here, by itself.
    [[nodiscard]] bool isAtWord(QStringView word) const;

    void skip(qsizetype characters = 1) { m_at += characters; }
    void goBackTo(qsizetype at) { m_at = at; }
    /// Passes the character if it stands here.
    bool accept(QChar c);
    void skipSpace();

    /// Letters; may be empty.
    QStringView name();
    /// All up to a space, a parenthesis or a quote; may be empty.
    QStringView word();
    // value := ["<" | "<=" | ">" | ">=" | "="] scalar | scalar ".." scalar
    /// `start` is where the term of the value begins.
    Result<FilterValue> value(qsizetype start);
    /// A text in quotes, where \" and \\ stand for a quote and a backslash. Not empty.
    Result<FilterValue> quoted();
    /// `.user_id`, `."user id"`, `[0]`, one after the other; may be empty.
    Result<std::vector<PathStep>> path();

private:
    FilterRelation relation();
    Result<PathStep> member();
    Result<PathStep> element();

    const QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace conduit::broker
