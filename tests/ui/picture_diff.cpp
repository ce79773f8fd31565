// SPDX-License-Identifier: GPL-3.0-only
// conduit-picture-diff BEFORE AFTER: which pictures of two folders look otherwise. Exit code 1 when any does.
#include "tests/ui/picture_difference.h"

#include <QCoreApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() != 3) {
        std::fputs("conduit-picture-diff BEFORE AFTER\n", stderr);
        return 2;
    }
    const auto lines = conduit::test::pictureDifferences(arguments[1], arguments[2]);
    for (const auto &line : lines)
        std::puts(qPrintable(line));
    return lines.isEmpty() ? 0 : 1;
}
