// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

namespace conduit::test {

// What scenarios write where JSON is expected; sdk/contract/conformance/README.md describes it to their authors.

/// Empty when `value` fits `pattern`; else the place where it does not, and why.
[[nodiscard]] QString misfit(const QJsonValue &pattern, const QJsonValue &value);

/// What an RFC 6901 pointer such as `/tasks/0/id` names; undefined when there is nothing.
[[nodiscard]] QJsonValue partAt(const QJsonValue &value, const QString &pointer);

/// `text` with what was saved put in the place of each `${name}`, and `{"$repeat": "x", "times": 3}` written out. A string that
/// is nothing but one name becomes the value itself, whatever its kind. Unknown names stay as they are; namesIn() finds them.
[[nodiscard]] QJsonValue filledIn(const QJsonValue &text, const QJsonObject &saved);

/// The names between `${` and `}`.
[[nodiscard]] QStringList namesIn(const QJsonValue &text);

/// For messages.
[[nodiscard]] QString jsonText(const QJsonValue &value);

} // namespace conduit::test
