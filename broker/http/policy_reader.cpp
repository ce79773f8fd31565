// SPDX-License-Identifier: GPL-3.0-only
#include "broker/http/policy_reader.h"

namespace conduit::broker {

using namespace Qt::StringLiterals;

namespace {

constexpr double kRetrySecondsMax = 10.0 * 366 * 86'400;
constexpr double kTimeoutSecondsMax = 366.0 * 86'400;
constexpr double kKeepSecondsMax = 100.0 * 366 * 86'400;
constexpr qsizetype kClassesMax = 100;
constexpr qsizetype kClassCharactersMax = 200;
constexpr qsizetype kReasonCharactersMax = 1'000;
constexpr qsizetype kNameCharactersMax = 200;

} // namespace

void readPolicy(ObjectReader &read, TaskPolicy &policy)
{
    if (const auto max = read.integer(u"max_attempts", 1, kAttemptsMax))
        policy.maxAttempts = static_cast<int>(*max);
    policy.retryFor = read.seconds(u"retry_for", 1, kRetrySecondsMax);
    policy.timeout = read.seconds(u"timeout", 0, kTimeoutSecondsMax);
    if (const auto backoff = read.value(u"backoff")) {
        auto wanted = Backoff::from(*backoff);
        if (wanted)
            policy.backoff = *std::move(wanted);
        else
            read.refuse(wanted.error().message);
    }
}

Result<TaskDefaults> taskDefaultsFrom(const json::Value &value)
{
    if (value.kind() != json::Kind::Object)
        return Error {ErrorCode::InvalidArgument, u"defaults must be an object."_s};
    ObjectReader read(value);
    TaskDefaults defaults;
    readPolicy(read, defaults.policy);
    if (const auto delivery = read.string(u"delivery", 20)) {
        if (*delivery != u"at_least_once" && *delivery != u"at_most_once")
            read.refuse(u"delivery takes at_least_once or at_most_once."_s);
        defaults.isAtMostOnce = *delivery == u"at_most_once";
    }
    if (read.value(u"non_retryable"))
        defaults.noRetryClasses = read.strings(u"non_retryable", kClassesMax, kClassCharactersMax);
    defaults.keepCompleted = read.seconds(u"keep_completed", 0, kKeepSecondsMax);
    defaults.keepDead = read.seconds(u"keep_dead", 0, kKeepSecondsMax);
    if (const Status done = read.finish(); !done)
        return done.error();
    return defaults;
}

std::optional<Pause> readPause(ObjectReader &read, const std::optional<Pause> &before)
{
    const auto isPaused = read.boolean(u"paused");
    const auto reason = read.string(u"reason", kReasonCharactersMax);
    const auto by = read.string(u"by", kNameCharactersMax);
    const auto until = read.moment(u"until");
    if (!isPaused.value_or(before.has_value())) {
        if (reason || by || until)
            read.refuse(u"reason, by and until belong to a pause: send \"paused\": true with them."_s);
        return std::nullopt;
    }
    Pause pause = before.value_or(Pause());
    // Pausing anew says everything anew.
    if (isPaused)
        pause = Pause {};
    pause.reason = reason.value_or(pause.reason);
    pause.by = by.value_or(pause.by);
    if (until)
        pause.until = until;
    return pause;
}

} // namespace conduit::broker
