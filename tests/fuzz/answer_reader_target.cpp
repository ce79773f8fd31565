// SPDX-License-Identifier: GPL-3.0-only
#include "sdk/cpp/src/answer_reader.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

namespace conduit::test {

namespace {

using client::AnswerReader;

/// All that a caller learns of an answer, and what becomes of the connection.
struct Verdict
{
    AnswerReader::Stage stage = AnswerReader::Stage::Head;
    QString fault;
    int status = 0;
    QByteArray body;
    QByteArray retryAfter;
    bool operator==(const Verdict &) const = default;
};

/// What a reader makes of the first answer in `stream` when that comes in pieces of at most `pieceMax` bytes and then ends.
Verdict verdictOf(QByteArrayView stream, qsizetype pieceMax)
{
    AnswerReader reader;
    for (qsizetype at = 0; at < stream.size() && reader.stage() != AnswerReader::Stage::Whole; at += pieceMax) {
        const bool wasBroken = reader.stage() == AnswerReader::Stage::Broken;
        reader.take(stream.sliced(at, std::min(pieceMax, stream.size() - at)));
        require(!wasBroken || reader.stage() == AnswerReader::Stage::Broken, "what is broken stays broken");
    }
    if (reader.stage() != AnswerReader::Stage::Whole)
        reader.end();
    Verdict verdict {.stage = reader.stage(), .fault = reader.fault(), .status = 0, .body = {}, .retryAfter = {}};
    if (verdict.stage == AnswerReader::Stage::Whole) {
        require(verdict.fault.isEmpty(), "a whole answer has no fault");
        const client::Reply reply = reader.takeReply();
        require(reply.status >= 200 && reply.status <= 999, "an answer has a status that ends the request");
        require(reply.status != 204 || reply.body.isEmpty(), "204 has no body");
        require(reply.body.size() <= stream.size(), "a body has no more bytes than came");
        verdict.status = reply.status;
        verdict.body = reply.body;
        verdict.retryAfter = reply.retryAfter;
    } else {
        require(verdict.stage == AnswerReader::Stage::Broken && !verdict.fault.isEmpty(), "what is no answer has a fault");
    }
    return verdict;
}

} // namespace

/// The first byte says how the stream is cut, the rest is the stream.
void tryInput(QByteArrayView input)
{
    if (input.isEmpty())
        return;
    const QByteArrayView stream = input.sliced(1);
    const auto whole = verdictOf(stream, stream.size());
    require(whole == verdictOf(stream, 1 + static_cast<uchar>(input.front()) % 32), "the verdict does not depend on the cuts");
    require(whole == verdictOf(stream, 1), "the verdict does not depend on the cuts, not even byte by byte");
}

} // namespace conduit::test
