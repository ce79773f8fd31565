// SPDX-License-Identifier: GPL-3.0-only
#include "worker/executables/executable_output.h"

#include <conduit/json_text.h>

#include <algorithm>

namespace conduit::worker {

using namespace Qt::StringLiterals;

namespace {

constexpr char kLineEnd = '\n';

/// What `{"progress": 40}` and `{"progress": {"percent": 40, "message": "…"}}` say; nothing for another value.
std::optional<ExecutableOutput::Progress> progressFrom(const json::Value &line)
{
    const auto told = line.member(u"progress");
    if (!told || line.members().size() != 1)
        return {};
    if (const auto percent = told->toNumber())
        return ExecutableOutput::Progress {*percent, {}};
    const auto percent = told->member(u"percent");
    const auto message = told->member(u"message");
    if (!percent && !message)
        return {};
    return ExecutableOutput::Progress {percent ? percent->toNumber().value_or(0) : 0,
                                       message ? message->toString().value_or(QString()) : QString()};
}

} // namespace

void LineCutter::add(QByteArrayView piece, const Take &take)
{
    while (!piece.isEmpty()) {
        const qsizetype end = piece.indexOf(kLineEnd);
        const QByteArrayView part = end < 0 ? piece : piece.first(end);
        piece = end < 0 ? QByteArrayView() : piece.sliced(end + 1);
        if (m_isTooLong || m_line.size() + part.size() > kBytesMax) {
            m_isTooLong = m_wasTooLong = true;
            m_line.clear();
        } else {
            m_line.append(part);
        }
        if (end < 0)
            return;
        finish(take);
    }
}

void LineCutter::finish(const Take &take)
{
    const bool isWhole = !std::exchange(m_isTooLong, false);
    const QByteArray line = std::exchange(m_line, {});
    if (isWhole && !line.isEmpty())
        take(line.endsWith('\r') ? line.chopped(1) : line);
}

void ExecutableOutput::addOutput(QByteArrayView piece)
{
    m_output.add(piece, [this](const QByteArray &line) { takeOutputLine(line); });
}

void ExecutableOutput::addError(QByteArrayView piece)
{
    m_tail.append(piece);
    if (m_tail.size() > 2 * kTailBytesMax)
        m_tail = m_tail.last(kTailBytesMax);
    m_error.add(piece, [this](const QByteArray &line) { takeErrorLine(line); });
}

void ExecutableOutput::finish()
{
    m_output.finish([this](const QByteArray &line) { takeOutputLine(line); });
    m_error.finish([this](const QByteArray &line) { takeErrorLine(line); });
}

void ExecutableOutput::takeOutputLine(const QByteArray &line)
{
    auto document = json::Document::parse(line, json::kOutputDepthMax);
    if (!document) {
        if (line.trimmed().startsWith('{'))
            m_fault = document.error().message;
        return m_listener.log(line);
    }
    if (const auto progress = progressFrom(document->root()))
        return m_listener.progress(*progress);
    // An earlier one was no result after all.
    if (!m_result.isEmpty())
        m_listener.log(m_result);
    m_result = document->root().text();
}

void ExecutableOutput::takeErrorLine(const QByteArray &line) { m_listener.log(line); }

Result<QByteArray, QString> ExecutableOutput::result() const
{
    if (m_output.wasTooLong())
        return u"it printed a line of more than %1 bytes, which is too long for a result"_s.arg(LineCutter::kBytesMax);
    if (m_result.isEmpty() && !m_fault.isEmpty())
        return u"it printed an object that is no JSON, and nothing else that could be its result: "_s + m_fault;
    return m_result.isEmpty() ? QByteArray("null") : m_result;
}

QString ExecutableOutput::tail() const
{
    return QString::fromUtf8(m_tail.last(std::min(m_tail.size(), kTailBytesMax))).trimmed();
}

} // namespace conduit::worker
