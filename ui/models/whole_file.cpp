// SPDX-License-Identifier: GPL-3.0-only
#include "ui/models/whole_file.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace conduit::ui {

QString writeWhole(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit();
    return isWritten ? QString() : path + u": "_s + file.errorString();
}

} // namespace conduit::ui
