// SPDX-License-Identifier: GPL-3.0-only
// Carries the precompiled header that the other targets reuse.
