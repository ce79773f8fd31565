// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QSaveFile>

namespace conduit::ui {

/// A file that tasks are written into, some at a time. It has its name only once it is whole; until then, and when it is given up, nobody
/// meets a half of it. Waits for its disk, so it works in the background, and there on one call at a time.
class TaskFile final
{
public:
    enum class Format {
        Csv,      ///< RFC 4180, with a line of names. A text that looks like a formula has an apostrophe in front.
        JsonLines ///< A task a line, with the contract's names. A task with a payload or a result has that, too, token by token.
    };

    TaskFile(const QString &path, Format format) : m_file(path), m_format(format) { }

    /// Each returns why it failed, as a sentence; empty when it did not.
    [[nodiscard]] QString write(const QList<wire::Task> &tasks);
    [[nodiscard]] QString finish();

private:
    [[nodiscard]] bool open();
    [[nodiscard]] QString fault() const;

    QSaveFile m_file;
    Format m_format;
};

} // namespace conduit::ui
