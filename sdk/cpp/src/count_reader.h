// SPDX-License-Identifier: MIT
#pragma once

#include "wire_reader.h"

#include <conduit/wire_counts.h>

namespace conduit::client {

Reading<wire::SeriesAnswer> seriesFrom(const json::Value &value);
Reading<wire::Facets> facetsFrom(const json::Value &value);
Reading<wire::DeathGroups> deathGroupsFrom(const json::Value &value);
Reading<wire::Histogram> histogramFrom(const json::Value &value);

} // namespace conduit::client
