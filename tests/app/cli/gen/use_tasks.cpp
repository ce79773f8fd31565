// SPDX-License-Identifier: GPL-3.0-only
// Enqueues with what `conduit gen cpp` wrote.
#include <QCoreApplication>
#include <QUrl>

#include <cstdio>
#include <typed_tasks.h>

using namespace conduit;
using namespace Qt::StringLiterals;

namespace {

bool numbersKeepTheirDigits()
{
    return tasks::Number().text() == "0" && tasks::Number(-7).text() == "-7"
        && tasks::Number(18'446'744'073'709'551'615U).text() == "18446744073709551615"
        && tasks::Number(0.1F).text() == "0.10000000149011612" && tasks::Number("1.50").text() == "1.50";
}

void tellAndEnd(const client::Result<wire::Task> &task)
{
    if (!task)
        std::fprintf(stderr, "%s\n", qUtf8Printable(task.error().message));
    QCoreApplication::exit(task ? 0 : 1);
}

/// Whether the task that was sent last has been taken.
bool isTaken() { return QCoreApplication::exec() == 0; }

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (!numbersKeepTheirDigits()) {
        std::fputs("a number lost digits\n", stderr);
        return 1;
    }
    const auto transport = client::transportTo(QUrl(qEnvironmentVariable("CONDUIT_URL")));
    client::Client broker(*transport);

    const tasks::ResizePayload large {.image = u"x"_s, .width = 12'345'678'901'234'567'890U, .tags = R"([1,"two",null])"};
    tasks::enqueueResize(broker, large, &application, &tellAndEnd, {.priority = 7});
    if (!isTaken())
        return 1;
    tasks::enqueueResize(broker, {.image = u"y"_s}, &application, &tellAndEnd);
    if (!isTaken())
        return 1;
    tasks::enqueuePing(broker, "[1.5]", &application, &tellAndEnd);
    if (!isTaken())
        return 1;
    const tasks::N1U6f22GroU00dfEPayload hostile {.quoted = u"q"_s, .newLineEnd = u"n"_s, .unnamed = 1.5, .u6f22U5b57 = true};
    tasks::enqueueN1U6f22GroU00dfE(broker, hostile, &application, &tellAndEnd);
    if (!isTaken())
        return 1;
    const tasks::ClassPayload words {
        .abstract = u"a"_s, .trait = u"b"_s, .decltype_ = u"c"_s, .typeid_ = u"d"_s, .readonly = u"e"_s};
    tasks::enqueueClass(broker, words, &application, &tellAndEnd);
    return isTaken() ? 0 : 1;
}
