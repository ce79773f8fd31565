// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QSaveFile>
#include <QStringList>

namespace conduit::ui {

/// A line of CSV as RFC 4180 has it, with its end. A text that looks like a formula has an apostrophe in front.
[[nodiscard]] QString csvLine(const QStringList &cells);

/// A file that is written some lines at a time. It has its name only once it is whole; until then, and when it is given up, nobody meets a
/// half of it. Waits for its disk, so it works in the background, and there on one call at a time.
class ExportFile final
{
public:
    enum class Format { Csv, JsonLines };

    /// `head` are the lines that it begins with.
    ExportFile(const QString &path, QByteArray head) : m_file(path), m_head(std::move(head)) { }

    /// Each returns why it failed, as a sentence; empty when it did not.
    [[nodiscard]] QString write(const QByteArray &lines);
    [[nodiscard]] QString finish();

private:
    [[nodiscard]] bool open();
    [[nodiscard]] QString fault() const;

    QSaveFile m_file;
    QByteArray m_head;
};

} // namespace conduit::ui
