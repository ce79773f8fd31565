// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "app/cli/trouble.h"

#include <QByteArray>
#include <QString>

namespace conduit::cli {

/// What the program says: results to stdout, everything else to stderr in lines of its own. Each piece leaves at once. When
/// nobody reads stdout any more the program ends as others do, by SIGPIPE; when stdout cannot be written it says so and ends
/// with 1.
class Output
{
public:
    Output();

    /// Of stdout; 0 when that is no terminal, and a line may be as long as it likes.
    [[nodiscard]] int columns() const { return m_columns; }

    /// `text` is fit for a terminal already, and has its line ends.
    void print(const QString &text);
    /// A line of whatever text.
    void printLine(const QString &text);
    /// JSON on a line: byte for byte into a file or pipe; on a terminal with control characters in strings escaped.
    void printJson(const QByteArray &json);

    /// A sentence on stderr, on one line whatever it quotes.
    void note(const QString &sentence);
    /// The same for what went wrong; returns its code.
    ExitCode complain(const Trouble &trouble);
    /// One line that each call writes anew, where somebody watches stderr and nothing is printed in between.
    void showProgress(const QString &text);

private:
    void clearProgress();

    bool m_isTerminal;
    bool m_isWatched; ///< stderr is a terminal, and stdout is not.
    int m_columns = 0;
    bool m_showsProgress = false;
};

} // namespace conduit::cli
