// SPDX-License-Identifier: GPL-3.0-only
#include "tests/sdk/conformance/scenario.h"

#include "tests/sdk/conformance/json_pattern.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSet>

namespace conduit::test {

using namespace Qt::StringLiterals;

namespace {

const QStringList kFileMembers {u"scenarios"_s};
const QStringList kScenarioMembers {u"name"_s, u"about"_s, u"broker"_s, u"steps"_s};
const QStringList kRuleMembers {u"on"_s,      u"times"_s,       u"answer"_s, u"drop"_s,
                                u"silence"_s, u"shift_times"_s, u"merge"_s,  u"late"_s};
/// What is known before the first step.
const QStringList kGiven {u"url"_s, u"broker"_s, u"folder"_s, u"token"_s, u"sdk"_s};

/// The first member that is not one of those; empty when there is none.
QString strangerIn(const QJsonObject &object, const QStringList &known)
{
    for (const QString &name : object.keys()) {
        if (!known.contains(name))
            return name;
    }
    return {};
}

/// What earlier steps have left under a name.
struct Known
{
    QSet<QString> saved;
    QSet<QString> marks;
    QSet<QString> openCalls;
};

/// A name that the step means and nobody has given; empty when there is none.
QString unknownIn(const QJsonObject &step, const Known &known)
{
    for (const QString &name : namesIn(step)) {
        if (!known.saved.contains(name))
            return name;
    }
    const QString since = step["since"_L1].toString();
    if (!since.isEmpty() && !known.marks.contains(since))
        return since;
    const QString call = step["answer_of"_L1].toString();
    return call.isEmpty() || known.openCalls.contains(call) ? QString() : call;
}

void learn(Known &known, const QJsonObject &step)
{
    for (const QString &name : step["save"_L1].toObject().keys())
        known.saved.insert(name);
    known.marks.insert(step["mark"_L1].toString());
    known.openCalls.insert(step["later"_L1].toString());
}

QString faultOfStep(const QJsonObject &step, const Known &known)
{
    const QString kind = kindOf(step);
    if (kind.isEmpty())
        return u"it is of no kind, or of several"_s;
    const QStringList members = stepKinds().at(kind);
    if (const QString stranger = strangerIn(step, members + QStringList {kind}); !stranger.isEmpty())
        return u"'%1' takes no '%2'"_s.arg(kind, stranger);
    for (const QJsonValue rule : step[kind].toArray()) {
        if (const QString stranger = strangerIn(rule.toObject(), kRuleMembers); !stranger.isEmpty())
            return u"a rule takes no '%1'"_s.arg(stranger);
    }
    const QString unknown = unknownIn(step, known);
    return unknown.isEmpty() ? QString() : u"nothing before it is called '%1'"_s.arg(unknown);
}

Result<Scenario, QString> scenarioFrom(const QJsonObject &text)
{
    const Scenario scenario {.name = text["name"_L1].toString(),
                             .about = text["about"_L1].toString(),
                             .brokerOptions = text["broker"_L1].toVariant().toStringList(),
                             .steps = text["steps"_L1].toArray()};
    if (const QString stranger = strangerIn(text, kScenarioMembers); !stranger.isEmpty())
        return u"%1: a scenario takes no '%2'"_s.arg(scenario.name, stranger);
    if (scenario.name.isEmpty() || scenario.about.isEmpty() || scenario.steps.isEmpty())
        return u"%1: a scenario has a name, says what it is about, and has steps"_s.arg(scenario.name);
    Known known {.saved = {kGiven.begin(), kGiven.end()}, .marks = {u"now"_s}, .openCalls = {}};
    for (qsizetype i = 0; i < scenario.steps.size(); ++i) {
        const QJsonObject step = scenario.steps.at(i).toObject();
        if (const QString fault = faultOfStep(step, known); !fault.isEmpty())
            return u"%1, step %2: %3"_s.arg(scenario.name).arg(i + 1).arg(fault);
        learn(known, step);
    }
    return scenario;
}

Result<QList<Scenario>, QString> scenariosIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"it cannot be read"_s;
    QJsonParseError error;
    const QJsonObject text = QJsonDocument::fromJson(file.readAll(), &error).object();
    if (error.error != QJsonParseError::NoError)
        return u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset);
    if (const QString stranger = strangerIn(text, kFileMembers); !stranger.isEmpty())
        return u"a file takes no '%1'"_s.arg(stranger);
    QList<Scenario> scenarios;
    for (const QJsonValue each : text["scenarios"_L1].toArray()) {
        const auto scenario = scenarioFrom(each.toObject());
        if (!scenario)
            return scenario.error();
        scenarios.append(*scenario);
    }
    return scenarios;
}

} // namespace

const std::map<QString, QStringList> &stepKinds()
{
    static const std::map<QString, QStringList> kinds {
        {u"call"_s, {u"with"_s, u"ok"_s, u"error"_s, u"save"_s, u"later"_s, u"by"_s}},
        {u"answer_of"_s, {u"ok"_s, u"error"_s, u"save"_s, u"by"_s}},
        {u"event"_s, {u"where"_s, u"save"_s, u"by"_s}},
        {u"no_event"_s, {u"where"_s, u"by"_s}},
        {u"http"_s, {u"body"_s, u"status"_s, u"answer"_s, u"save"_s}},
        {u"until"_s, {u"answer"_s, u"save"_s}},
        {u"broker"_s, {}},
        {u"mark"_s, {}},
        {u"faults"_s, {u"by"_s}},
        {u"requests"_s,
         {u"since"_s, u"where"_s, u"task"_s, u"count"_s, u"least"_s, u"most"_s, u"each"_s, u"same"_s, u"last"_s, u"apart"_s,
          u"spread"_s, u"out_of_step_with"_s, u"save"_s, u"by"_s}},
    };
    return kinds;
}

QString kindOf(const QJsonObject &step)
{
    QStringList kinds;
    for (const auto &[kind, members] : stepKinds()) {
        if (step.contains(kind))
            kinds += kind;
    }
    return kinds.size() == 1 ? kinds.first() : QString();
}

Result<QList<Scenario>, QString> loadScenarios(const QString &folder)
{
    const QDir files(folder);
    QList<Scenario> all;
    QSet<QString> names;
    for (const QString &name : files.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const auto scenarios = scenariosIn(files.filePath(name));
        if (!scenarios)
            return u"%1: %2"_s.arg(name, scenarios.error());
        for (const Scenario &scenario : *scenarios) {
            if (names.contains(scenario.name))
                return u"%1: there are two scenarios '%2'"_s.arg(name, scenario.name);
            names.insert(scenario.name);
        }
        all += *scenarios;
    }
    if (all.isEmpty())
        return u"there are no scenarios in "_s + folder;
    return all;
}

} // namespace conduit::test
