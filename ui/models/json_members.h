// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace conduit::ui {

/// Where a member of the outermost object stands in its text.
struct MemberPlace
{
    QString name;
    qsizetype begin = 0; ///< Of the name's quote.
    qsizetype valueBegin = 0;
    qsizetype valueEnd = 0;
};

/// The members of the outermost object, in order; nothing when `json` is no object. Expects text that was checked as valid JSON.
[[nodiscard]] std::optional<QList<MemberPlace>> membersOf(QByteArrayView json);

/// The object with this member's value replaced or the member added; everything else keeps its text. `order` says behind which
/// members a new one belongs.
[[nodiscard]] QByteArray withMember(const QByteArray &object, const QString &name, const QByteArray &value,
                                    const QStringList &order);

/// The object without this member; everything else keeps its text.
[[nodiscard]] QByteArray withoutMember(const QByteArray &object, const QString &name);

} // namespace conduit::ui
