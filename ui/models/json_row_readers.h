// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/byte_window.h"
#include "ui/models/row_reader.h"

namespace conduit::ui {

/// A JSON value in each line; empty lines are passed over.
class JsonLineReader final : public RowReader
{
public:
    explicit JsonLineReader(QIODevice &device) : m_window(device) { }

    [[nodiscard]] std::optional<SourceRow> next() override;

private:
    ByteWindow m_window;
};

/// The elements of one array. An element that is no JSON is a fault of its own as long as its end can be told.
class JsonArrayReader final : public RowReader
{
public:
    explicit JsonArrayReader(QIODevice &device) : m_window(device) { }

    [[nodiscard]] std::optional<SourceRow> next() override;
    [[nodiscard]] QString brokenOff() const override { return m_brokenOff; }

private:
    /// Takes white space and then this character, or breaks off.
    bool takeCharacter(char wanted, const QString &otherwise);
    /// Takes the array's end when it is here.
    bool endsHere();
    void breakOff(const QString &why);

    ByteWindow m_window;
    bool m_hasBegun = false;
    bool m_hasEnded = false;
    QString m_brokenOff;
};

} // namespace conduit::ui
