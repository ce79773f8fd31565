// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace conduit::cli {

/// The lines of a file, pipe or terminal, as they come.
class LineReader
{
public:
    /// The descriptor stays its owner's. `lineBytesMax` bounds what is kept of a line that does not end.
    LineReader(int descriptor, qsizetype lineBytesMax) : m_descriptor(descriptor), m_lineBytesMax(lineBytesMax) { }

    /// The next line without its end, the last one also when it has none; waits for it. Nothing at the end, or when fault()
    /// says why.
    [[nodiscard]] std::optional<QByteArray> next();
    /// next() would have to wait for whoever writes.
    [[nodiscard]] bool wouldWait() const;
    /// Why reading broke off, to stand behind a colon; empty when it did not.
    [[nodiscard]] const QString &fault() const { return m_fault; }

private:
    [[nodiscard]] std::optional<QByteArray> takeLine();
    /// False at the end of everything.
    bool readMore();

    int m_descriptor;
    qsizetype m_lineBytesMax;
    QByteArray m_text;
    qsizetype m_taken = 0;    ///< Bytes of m_text that were given out.
    qsizetype m_searched = 0; ///< Up to here is no line end behind these.
    bool m_isAtEnd = false;
    QString m_fault;
};

} // namespace conduit::cli
