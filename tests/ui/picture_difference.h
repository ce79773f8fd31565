// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QImage>
#include <QString>
#include <QStringList>

namespace conduit::test {

/// Which share of its pixels, 0 … 1, another picture shows visibly otherwise: by more than a neighbouring shade. 1 for one of another size.
[[nodiscard]] double visibleDifference(const QImage &before, const QImage &after);

/// One line for each picture (*.png) of either folder that the other does not have, or that looks otherwise, the one that differs most
/// first. Only pictures of one machine are alike to that degree: fonts and styles differ from one release of Debian to the next.
[[nodiscard]] QStringList pictureDifferences(const QString &before, const QString &after);

} // namespace conduit::test
