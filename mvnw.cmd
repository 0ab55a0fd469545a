@echo off
rem Runs the build with a pinned Maven, fetched once per user:  mvnw.cmd [maven arguments]
rem   MVNW_REPOURL     Maven repository to fetch it from, instead of Apache's archive
rem   MAVEN_USER_HOME  where to keep it, instead of %USERPROFILE%\.m2
rem It needs curl, tar and certutil, which Windows has since version 1803 of Windows 10.
setlocal EnableExtensions DisableDelayedExpansion

set "version=3.9.11"
set "sha512=bcfe4fe305c962ace56ac7b5fc7a08b87d5abd8b7e89027ab251069faebee516b0ded8961445d6d91ec1985dfe30f8153268843c89aa392733d1a3ec956c9978"

set "name=apache-maven-%version%"
set "cache=%USERPROFILE%\.m2\tidemark"
if defined MAVEN_USER_HOME set "cache=%MAVEN_USER_HOME%\tidemark"
set "mvn=%cache%\%name%\bin\mvn.cmd"
set "reason="

rem Not the ones of the PATH: another tar may take the C: of a path for a host.
set "tools=%SystemRoot%\System32"

if defined MVNW_REPOURL goto from_repository
set "url=https://archive.apache.org/dist/maven/maven-3/%version%/binaries/%name%-bin.tar.gz"
set "origin=archive.apache.org"
goto look_for_java
:from_repository
set "url=%MVNW_REPOURL%"
if "%url:~-1%"=="/" set "url=%url:~0,-1%"
set "url=%url%/org/apache/maven/apache-maven/%version%/%name%-bin.tar.gz"
rem The address may hold a password, so messages name the variable instead.
set "origin=MVNW_REPOURL"

:look_for_java
if defined JAVA_HOME goto look_for_maven
"%tools%\where.exe" /q java && goto look_for_maven
>&2 echo mvnw: there is no Java: install a JDK, then set JAVA_HOME or put java on the PATH
exit /b 1

:look_for_maven
if exist "%mvn%" goto run
call :install
if errorlevel 2 goto refused
if errorlevel 1 goto fall_back
goto run

:refused
>&2 echo mvnw: Maven %version% %problem%
exit /b 1

:fall_back
set "advice=connect to the network, set MVNW_REPOURL to a Maven repository, or install Maven 3.8 or later"
set "mvn="
for %%m in (mvn.cmd mvn.bat) do if not defined mvn set "mvn=%%~$PATH:m"
if defined mvn goto check_version
>&2 echo mvnw: Maven %version% %problem%, and there is no mvn on the PATH
>&2 echo mvnw: %advice%
exit /b 1

:check_version
set "found="
for /f "tokens=3" %%v in ('call "%mvn%" --version 2^>nul ^| "%tools%\findstr.exe" /c:"Apache Maven"') do if not defined found set "found=%%v"
if not defined found set "found=see mvn --version"
echo %found%| "%tools%\findstr.exe" /r /c:"^3\.[89]\." /c:"^3\.[1-9][0-9]" /c:"^[4-9]\." >nul && goto use_found
>&2 echo mvnw: Maven %version% %problem%, and "%mvn%" is not 3.8 or later: %found%
>&2 echo mvnw: %advice%
exit /b 1

:use_found
set "reason= (%version% %problem%)"
set "version=%found%"

:run
>&2 echo mvnw: Maven %version% from "%mvn%"%reason%
rem Without "call" this script ends here: Maven gets the arguments as they were given, and its status is this script's.
endlocal & "%mvn%" %*

rem Status 1 allows the fall-back, 2 does not; "problem" says why.
:install
for %%t in (curl certutil tar) do if not exist "%tools%\%%t.exe" goto no_tools
set "unpacked=%cache%\.tmp.%RANDOM%%RANDOM%"
mkdir "%unpacked%" 2>nul || goto not_writable
>&2 echo mvnw: fetching Maven %version% from %origin%
"%tools%\curl.exe" -fsL --connect-timeout 10 --max-time 300 -o "%unpacked%\archive" "%url%" 2>nul || goto not_fetched
set "actual="
for /f "skip=1 delims=" %%h in ('""%tools%\certutil.exe" -hashfile "%unpacked%\archive" SHA512"') do if not defined actual set "actual=%%h"
if not defined actual goto not_verified
rem Some versions put a space between two bytes.
set "actual=%actual: =%"
if /i not "%actual%"=="%sha512%" goto wrong
"%tools%\tar.exe" -xzf "%unpacked%\archive" -C "%unpacked%" 2>nul || goto not_unpacked
rem Moving it into the parent is one rename, refused when a concurrent run was first.
move "%unpacked%\%name%" "%cache%\" >nul 2>nul
rd /s /q "%unpacked%"
if exist "%mvn%" exit /b 0
set "problem=could not be installed: remove %cache%\%name%"
exit /b 1

:no_tools
set "problem=could not be fetched: there is no curl, certutil or tar in %tools%"
exit /b 1

:not_writable
set "problem=could not be kept: %cache% is not writable"
exit /b 1

:not_fetched
rd /s /q "%unpacked%"
set "problem=could not be fetched"
exit /b 1

:not_verified
rd /s /q "%unpacked%"
set "problem=could not be verified"
exit /b 1

:wrong
rd /s /q "%unpacked%"
set "problem=from %origin% has the WRONG CHECKSUM, so it is not used (SHA-512 %actual%, expected %sha512%)"
exit /b 2

:not_unpacked
rd /s /q "%unpacked%"
set "problem=could not be unpacked"
exit /b 1
