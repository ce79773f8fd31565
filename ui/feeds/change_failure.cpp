// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/change_failure.h"

#include <QCoreApplication>

namespace conduit::ui {

QString changeFailureText(const client::Failure &failure)
{
    if (!failure.isUnreachable())
        return failure.message;
    return QCoreApplication::translate("changes", "%1. It may have been done all the same.").arg(failure.message);
}

} // namespace conduit::ui
