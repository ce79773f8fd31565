// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/picture_difference.h"

#include <QDir>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace conduit::test {

namespace {

constexpr double kShareBorne = 0.001;
constexpr int kShadesBorne = 20; ///< Of 255, in each of red, green and blue: about what an eye tells apart side by side.

bool isVisible(QRgb before, QRgb after)
{
    return std::abs(qRed(before) - qRed(after)) > kShadesBorne || std::abs(qGreen(before) - qGreen(after)) > kShadesBorne
        || std::abs(qBlue(before) - qBlue(after)) > kShadesBorne;
}

} // namespace

double visibleDifference(const QImage &before, const QImage &after)
{
    if (before.size() != after.size() || before.isNull())
        return 1;
    const QImage first = before.convertToFormat(QImage::Format_RGB32);
    const QImage second = after.convertToFormat(QImage::Format_RGB32);
    qint64 visible = 0;
    for (int y = 0; y < first.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(first.constScanLine(y));
        const auto *other = reinterpret_cast<const QRgb *>(second.constScanLine(y));
        for (int x = 0; x < first.width(); ++x)
            visible += isVisible(line[x], other[x]) ? 1 : 0;
    }
    return double(visible) / (double(first.width()) * first.height());
}

QStringList pictureDifferences(const QString &before, const QString &after)
{
    const QDir old(before);
    const QDir fresh(after);
    auto names = old.entryList({u"*.png"_s}, QDir::Files) + fresh.entryList({u"*.png"_s}, QDir::Files);
    names.sort();
    names.removeDuplicates();
    QList<std::pair<double, QString>> found;
    for (const QString &name : std::as_const(names)) {
        if (!old.exists(name) || !fresh.exists(name)) {
            found.append({2, u"%1 is only in %2"_s.arg(name, old.exists(name) ? before : after)});
            continue;
        }
        const double share = visibleDifference(QImage(old.filePath(name)), QImage(fresh.filePath(name)));
        if (share > kShareBorne)
            found.append({share, u"%1 differs in %2 % of its pixels"_s.arg(name).arg(100 * share, 0, 'f', 1)});
    }
    std::ranges::stable_sort(found, std::greater {}, &std::pair<double, QString>::first);
    QStringList lines;
    for (const auto &[share, line] : std::as_const(found))
        lines.append(line);
    return lines;
}

} // namespace conduit::test
