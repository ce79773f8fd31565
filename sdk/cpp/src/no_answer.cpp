// SPDX-License-Identifier: MIT
#include "no_answer.h"

namespace conduit::client {

using namespace Qt::StringLiterals;

Reply noAnswer(const QUrl &broker, const QString &why)
{
    const QString address = broker.toString(QUrl::RemoveUserInfo | QUrl::StripTrailingSlash);
    return {.status = 0, .failure = u"No answer from %1: %2"_s.arg(address, why)};
}

Reply noAnswerInTime(const QUrl &broker, std::chrono::milliseconds timeout)
{
    Reply reply = noAnswer(broker, u"no answer within %1 s"_s.arg(static_cast<double>(timeout.count()) / 1000));
    reply.isTimeout = true;
    return reply;
}

} // namespace conduit::client
