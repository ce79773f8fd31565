// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/log_level.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// Programs name the level before they say what is the matter.
constexpr qsizetype kBeginning = 120;

} // namespace

LogLevel levelOf(QStringView line)
{
    static const QRegularExpression kWord(u"\\b(?:(error|fatal|critical|panic|traceback)|(warn|warning)|(debug|trace))\\b"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    const auto match = kWord.match(line.first(std::min(kBeginning, line.size())).toString());
    if (match.hasCaptured(1))
        return LogLevel::Error;
    if (match.hasCaptured(2))
        return LogLevel::Warning;
    return match.hasCaptured(3) ? LogLevel::Quiet : LogLevel::Plain;
}

} // namespace conduit::ui
