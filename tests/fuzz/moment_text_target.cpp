// SPDX-License-Identifier: GPL-3.0-only
#include "broker/core/moment_text.h"
#include "tests/fuzz/fuzz_target.h"

#include <QString>

namespace conduit::test {

void tryInput(QByteArrayView input)
{
    using namespace conduit::broker;
    const auto moment = momentFromText(QString::fromUtf8(input));
    if (!moment)
        return;
    require(*moment >= kMomentMin && *moment <= kMomentMax, "a date that is taken lies in the years 0 to 9999");
    const QByteArray text = textFromMoment(*moment);
    require(text.size() == 24, "a moment's text has 24 characters");
    require(momentFromText(QString::fromLatin1(text)) == moment, "a moment's text names the same moment");
    require(input.size() >= 20, "a date that is taken has its day, its time and its zone");
}

} // namespace conduit::test
