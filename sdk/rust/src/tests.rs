// SPDX-License-Identifier: MIT
mod broker;
mod client;
mod fake_world;
mod wire;
mod worker;
