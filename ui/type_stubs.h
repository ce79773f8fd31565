// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <conduit/wire.h>

#include <QString>

#include <functional>

namespace conduit::ui {

/// What the SDKs are written for.
enum class StubLanguage { Cpp, Python, TypeScript, Rust };

/// Writes a program to begin with for the type of a schema: its payload, a function that enqueues it, and a worker that handles it. The
/// program around the console brings it, as that is what `conduit gen` is made of.
using StubWriter = std::function<QString(StubLanguage language, const wire::Schema &schema)>;

} // namespace conduit::ui
