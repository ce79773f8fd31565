// SPDX-License-Identifier: MIT
#pragma once

#include <conduit/json_text.h>
#include <conduit/wire.h>

namespace conduit::driver {

// The suite's commands as the SDK's values. Payloads are kept as they were written.

// Members of an object; what is null counts as absent.
[[nodiscard]] std::optional<json::Value> given(const json::Value &object, QStringView name);
[[nodiscard]] QString text(const json::Value &object, QStringView name);   ///< Empty when it is absent.
[[nodiscard]] QByteArray raw(const json::Value &object, QStringView name); ///< JSON text; empty when it is absent.
[[nodiscard]] std::optional<double> number(const json::Value &object, QStringView name);
[[nodiscard]] std::optional<int> integer(const json::Value &object, QStringView name);
[[nodiscard]] std::optional<wire::Seconds> seconds(const json::Value &object, QStringView name);

[[nodiscard]] wire::NewTask newTaskFrom(const json::Value &command);
[[nodiscard]] wire::TaskQuery queryFrom(const json::Value &command);
/// Of a description and fields, as `POST /task/set_schema` takes them.
[[nodiscard]] wire::Schema schemaFrom(const json::Value &object, const QString &taskType);
/// A list, or weights by name, as claims name them.
[[nodiscard]] QStringList queuesFrom(const json::Value &command);

} // namespace conduit::driver
