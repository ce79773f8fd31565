// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/result.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>
#include <optional>

namespace conduit::worker {

/// Cuts what a process prints into lines, in pieces as they come. A line longer than `kBytesMax` is dropped and remembered.
class LineCutter
{
public:
    static constexpr qsizetype kBytesMax = 8 * 1024 * 1024;
    /// Is given a line without its end.
    using Take = std::function<void(const QByteArray &line)>;

    void add(QByteArrayView piece, const Take &take);
    /// The last line may have no end.
    void finish(const Take &take);
    [[nodiscard]] bool wasTooLong() const { return m_wasTooLong; }

private:
    QByteArray m_line;
    bool m_isTooLong = false; ///< The line that is being read.
    bool m_wasTooLong = false;
};

/// What an executable says with its lines: its result is the last line of standard output that is JSON, `{"progress": …}` tells how far it
/// is, and all other lines are log.
class ExecutableOutput
{
public:
    struct Progress
    {
        double percent = 0;
        QString message;
    };
    struct Listener
    {
        std::function<void(const Progress &)> progress;
        std::function<void(const QByteArray &line)> log;
    };
    /// How much of the end of standard error a failure tells, in bytes.
    static constexpr qsizetype kTailBytesMax = 4'000;

    explicit ExecutableOutput(Listener listener) : m_listener(std::move(listener)) { }

    void addOutput(QByteArrayView piece);
    void addError(QByteArrayView piece);
    void finish();

    /// JSON text, `null` when it printed none; or why what it printed is no result.
    [[nodiscard]] Result<QByteArray, QString> result() const;
    /// The end of standard error, without white space around it.
    [[nodiscard]] QString tail() const;

private:
    void takeOutputLine(const QByteArray &line);
    void takeErrorLine(const QByteArray &line);

    const Listener m_listener;
    LineCutter m_output;
    LineCutter m_error;
    QByteArray m_tail;
    QByteArray m_result;
    QString m_fault; ///< Of the last line that begins as an object and is no JSON.
};

} // namespace conduit::worker
