// SPDX-License-Identifier: GPL-3.0-only
// What many tests include. Each file still names what it uses: `./dev lint` compiles without this one. QTest is not here, since it differs
// with the libraries that a test links.
#pragma once

#include <cmake/precompiled.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>
#include <map>
#include <thread>
